import ProfileFetching
import ProfileFormats
import ProfileModel
import ProfileSystem

extension FetchingOptions {
  /// Asks for the profile at an address.
  ///
  /// - Throws: why there is none, in the words of a command line.
  func open(_ path: SystemPath, warns: Bool) throws -> InputFile {
    do {
      let url = try ServiceURL(path.text)
      guard !url.isService else { throw ServiceInPlaceOfProfile(url: url) }
      let settings = try settings()
      if warns { warn(url, settings) }
      let answer = try ServiceConnection().get(url, settings)
      return try InputFile(answer, keptAt: folder)
    } catch let error as FetchError {
      throw FetchProblem(error)
    }
  }

  /// What an address says of what is sent to it, whole.
  ///
  /// - Throws: why it says nothing, in the words of a command line.
  func post(_ body: [UInt8], to url: ServiceURL) throws -> [UInt8] {
    do {
      var settings = try settings()
      settings.seconds = nil
      let answer = try ServiceConnection().post(body, to: url, settings)
      var bytes: [UInt8] = []
      while case let block = try answer.next(), !block.isEmpty { bytes += block }
      return bytes
    } catch let error as FetchError {
      throw FetchProblem(error)
    }
  }

  /// A reader's error, as it is said of an answer.
  ///
  /// - `isLimited`: whether the limits that it may tell of are those of an answer.
  func problem(_ error: any Error, of name: String, isLimited: Bool) -> any Error {
    if let content = error as? ForeignContent, content.kind != .serverError {
      return FileError(name, "200, but \(content.messageOfAnswer)", content)
    }
    let remedy = (error as? any RemediedError)?.remedy
    guard isLimited, remedy == .raiseInflatedLimit || remedy == .raiseTableLimit else {
      return error
    }
    return FileError(name, "\(error); --max-fetch allows more")
  }

  /// Says that what is secret can be read on its way.
  private func warn(_ url: ServiceURL, _ settings: FetchSettings) {
    guard settings.hasSecrets || url.hasCredentials, url.transport == .plain, !url.isLocal,
      settings.socket == nil
    else { return }
    Message.print(
      "\(url.text): warning: secrets are sent over plain http, where others can read them")
  }
}

/// The address of a service where that of one of its profiles is expected.
struct ServiceInPlaceOfProfile: Error, CustomStringConvertible {
  let url: ServiceURL

  var description: String {
    let folder = url.profiles.text
    return
      "is a service; name one of its profiles: \(folder)heap, \(folder)goroutine, \(folder)allocs or \(folder)profile?seconds=10"
  }
}

/// Why an address gave no profile, with what helps.
struct FetchProblem: Error, CustomStringConvertible {
  let error: FetchError

  init(_ error: FetchError) { self.error = error }

  var description: String { "\(statusText ?? "\(error)")\(advice.map { "; \($0)" } ?? "")" }

  /// What a server that refuses says of it.
  private var statusText: String? {
    guard case .status(let status, let body, _, _) = error.reason else { return nil }
    return ForeignContent(status: status, body: body).message
  }

  private var advice: String? {
    switch error.reason {
    case .status(404, _, let isFromPprof, _):
      isFromPprof
        ? "the service has no profile of that name" : "is net/http/pprof registered there?"
    case .status(401, _, _, _): "log in with --user and --password, --bearer or --header"
    case .proxy(407):
      "it wants a user and a password; write them in its address: http://USER:PASSWORD@HOST:PORT"
    case .redirect: "--follow follows it"
    case .tooLarge: "--max-fetch allows more"
    case .unknownAuthority, .noAuthorities: "--tls-ca names those to trust"
    case .certificateWanted, .handshakeRefused: "--tls-cert and --tls-key give one"
    case .timeLimit(.connecting(let isOfAll), _, _), .proxyTimeLimit(_, _, let isOfAll):
      isOfAll ? "--timeout gives it longer" : "--connect-timeout gives it longer"
    case .timeLimit(.firstByte, _, _), .timeLimit(.all, _, _): "--timeout gives it longer"
    default: nil
    }
  }
}

import ProfileFetching
import ProfileFormats
import ProfileModel
import ProfileSystem

extension FetchingOptions {
  /// Requests the profile at a URL.
  ///
  /// - Throws: why there is none, worded for the command line.
  func open(_ path: SystemPath, warns: Bool) throws -> InputFile {
    do {
      let url = try ServiceURL(path.text)
      guard !url.isService else { throw ServiceNotProfile(url: url) }
      let settings = try settings()
      if warns { warn(url, settings) }
      let answer = try ServiceConnection().get(url, settings)
      return try InputFile(answer, savedIn: folder)
    } catch let error as FetchError {
      throw FetchProblem(error)
    }
  }

  /// Posts a body and returns the whole response.
  ///
  /// - Throws: why there is no response, worded for the command line.
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

  /// A reader's error, worded for a response.
  ///
  /// - `isLimited`: whether the limit in the error is that of a response.
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

  /// Warns that secrets are sent unencrypted.
  private func warn(_ url: ServiceURL, _ settings: FetchSettings) {
    guard settings.hasSecrets || url.hasCredentials, url.transport == .plain, !url.isLocal,
      settings.socket == nil
    else { return }
    Message.print(
      "\(url.text): warning: secrets are sent over plain http, where others can read them")
  }
}

/// A service's URL where the URL of one of its profiles is expected.
struct ServiceNotProfile: Error, CustomStringConvertible {
  let url: ServiceURL

  var description: String {
    let folder = url.profiles.text
    return
      "is a service; name one of its profiles: \(folder)heap, \(folder)goroutine, \(folder)allocs or \(folder)profile?seconds=10"
  }
}

/// Why a URL gave no profile, with the remedy.
struct FetchProblem: Error, CustomStringConvertible {
  let error: FetchError

  init(_ error: FetchError) { self.error = error }

  var description: String { "\(statusText ?? "\(error)")\(advice.map { "; \($0)" } ?? "")" }

  /// The message of a server that refuses the request.
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
      isOfAll ? "--timeout allows more time" : "--connect-timeout allows more time"
    case .timeLimit(.firstByte, _, _), .timeLimit(.all, _, _): "--timeout allows more time"
    default: nil
    }
  }
}

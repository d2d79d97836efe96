package import ProfileSystem

/// Why a request to collect is invalid.
package enum CollectError: Error, Equatable, CustomStringConvertible {
  case badName(String)
  case twice(String)
  case badKind(String)
  case line(Int, String)
  case noTargets
  case tooManyTargets(Int)
  case noService(String)
  case locked(SystemPath)

  package var description: String {
    switch self {
    case .badName(let name):
      "'\(name)' is no name for a service: one to three parts between /, of A-Z a-z 0-9 . _ -, none of them beginning with ."
    case .twice(let name): "two services are named \(name); NAME=URL gives one another name"
    case .badKind(let kind):
      "'\(kind)' is no profile: \(CollectedProfile.names.joined(separator: ", ")), all, or KIND=/PATH"
    case .line(let line, let what): "line \(line): \(what)"
    case .noTargets: "there is no service in it; a line is NAME URL"
    case .tooManyTargets(let count): "has more than \(count) services"
    case .noService(let text):
      "'\(text)' is no address: expected http://HOST:PORT, or NAME=http://HOST:PORT"
    case .locked(let folder): "another collector writes to \(folder.text)"
    }
  }
}

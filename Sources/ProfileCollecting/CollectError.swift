package import ProfileSystem

/// Why nothing can be collected as it is asked.
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
      "'\(name)' cannot name a service: a name has one to three parts separated by /, each of A-Z a-z 0-9 . _ - and not beginning with ."
    case .twice(let name): "two services have the name \(name); rename one with NAME=URL"
    case .badKind(let kind):
      "'\(kind)' is not a profile; expected \(CollectedProfile.names.joined(separator: ", ")), all, or KIND=/PATH"
    case .line(let line, let what): "line \(line): \(what)"
    case .noTargets: "it names no service; write one NAME URL per line"
    case .tooManyTargets(let count): "has more than \(count) services"
    case .noService(let text):
      "'\(text)' is not an address: expected http://HOST:PORT, or NAME=http://HOST:PORT"
    case .locked(let folder): "another collector writes to \(folder.text)"
    }
  }
}

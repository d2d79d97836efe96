package import ProfileSystem

/// Something secret that a server wants to be told, by where it is found: it is read anew for each request, and is
/// neither an argument, which every user of the machine can read, nor part of a message.
package struct Secret: Hashable, Sendable {
  package enum Origin: Hashable, Sendable {
    case file(SystemPath)
    case variable(String)
  }
  package let origin: Origin

  private static let mostBytes = 64 << 10

  /// - Parameter text: `@FILE` or `env:NAME`; nil for anything else.
  package init?(_ text: String) {
    if text.hasPrefix("@"), text.count > 1 {
      origin = .file(SystemPath(ReversibleText.bytes(of: String(text.dropFirst()))))
    } else if text.hasPrefix("env:"), text.count > 4 {
      origin = .variable(String(text.dropFirst(4)))
    } else {
      return nil
    }
  }

  /// What it says now, without a line's end behind it.
  ///
  /// - Throws: why it cannot be sent; the secret is not in it.
  package func value() throws -> String {
    var bytes = try read()
    while bytes.last == 0x0A || bytes.last == 0x0D { bytes.removeLast() }
    guard !bytes.isEmpty else { throw SecretError(origin: origin, reason: "is empty") }
    guard let text = String(validating: bytes, as: UTF8.self),
      bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7F })
    else {
      throw SecretError(
        origin: origin, reason: "has bytes that no header can hold; expected one line of text")
    }
    return text
  }

  private func read() throws -> [UInt8] {
    switch origin {
    case .variable(let name):
      guard let value = ThisProcess.environment(name) else {
        throw SecretError(origin: origin, reason: "is not set")
      }
      return value
    case .file(let path):
      do {
        let file = try FileDescriptor.reading(path)
        defer { try? file.close() }
        let bytes = try file.readToEnd(stoppingBeyond: Self.mostBytes)
        guard bytes.count <= Self.mostBytes else {
          throw SecretError(origin: origin, reason: "is longer than 64 KiB, which no header holds")
        }
        return bytes
      } catch let error as SystemError {
        throw SecretError(origin: origin, reason: "\(error)")
      }
    }
  }
}

/// Why a secret cannot be sent.
package struct SecretError: Error, Equatable, CustomStringConvertible {
  let origin: Secret.Origin
  let reason: String

  package var description: String {
    switch origin {
    case .file(let path): "the secret in \(path.text): \(reason)"
    case .variable(let name): "the secret in the variable \(name): \(reason)"
    }
  }
}

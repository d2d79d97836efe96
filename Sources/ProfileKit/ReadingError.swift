import ProfileFormats
import ProfileSystem

/// Why a profile cannot be read: `nosuch.pb.gz: no such file or directory`.
public struct ReadingError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What kind of problem it is.
  public enum Kind: Sendable {
    /// There is no such file.
    case notFound
    /// The system does not let the file be read.
    case unreadable
    /// The content is something else than a profile.
    case notAProfile
    /// It is a profile that is damaged, too large, or one of several in one text.
    case damaged
  }

  /// The path of the file; nil for bytes in memory.
  public let path: String?
  /// What kind of problem it is.
  public let kind: Kind
  /// What is wrong and, if known, where and what to do, without the path.
  public let reason: String

  /// The reason, with the path before it.
  public var description: String {
    switch path {
    case nil: reason
    case "-": "standard input: \(reason)"
    case "": "'': \(reason)"
    case let path?: "\(path): \(reason)"
    }
  }

  init(_ path: String?, _ error: any Error) {
    self.path = path
    switch error {
    case let error as SystemError: kind = error == .notThere ? .notFound : .unreadable
    case is ForeignContent: kind = .notAProfile
    default: kind = .damaged
    }
    reason = (error as? ForeignContent)?.advice ?? "\(error)"
  }
}

extension ForeignContent {
  /// What the content is, with what a caller can do.
  fileprivate var advice: String {
    hint == .mayBeFolded ? "\(description); read it as .folded if these are stacks" : description
  }
}

/// Why profiles cannot be added up: `profile 2: cannot be added to profile 1: …`.
public struct MergingError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The index of the profile that does not go together with the first.
  public let index: Int
  /// Why, without the profile.
  public let reason: String

  /// The reason, with the profile before it, counted from 1.
  public var description: String { "profile \(index + 1): \(reason)" }
}

/// Why a file cannot be written: `none/top.svg: no such file or directory`.
public struct WritingError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The path of the file.
  public let path: String
  /// What is wrong, without the path.
  public let reason: String

  /// The reason, with the path before it.
  public var description: String { "\(path): \(reason)" }
}

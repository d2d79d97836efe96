package import ProfileSystem

/// The binary of a mapping, found on this machine.
package struct FoundBinary: Sendable {
  package let path: SystemPath
  /// The file's status, by which it is recognized again.
  let status: FileStatus
  let kind: ElfFile.Kind
  let segments: [ElfFile.Segment]
  /// What its build is called.
  let buildIDs: [String]
  /// Whether nothing but its path says that it is the right build.
  var isUnsure = false

  init(_ path: SystemPath, _ status: FileStatus, _ file: ElfFile) {
    (self.path, self.status) = (path, status)
    (kind, segments, buildIDs) = (file.kind, file.segments, file.buildIDs)
  }

  /// The file, opened once more: a profile may name more binaries than a process may have open.
  func opened() throws(ElfError) -> ElfFile {
    let bytes: ByteRanges
    do throws(SystemError) {
      guard let descriptor = try FileDescriptor.readingRegular(path) else { throw .notThere }
      bytes = try ByteRanges(OpenFile(descriptor))
    } catch {
      throw .unreadable(error)
    }
    return try ElfFile(bytes)
  }

  /// The same with only the path known.
  var unsure: FoundBinary {
    var binary = self
    binary.isUnsure = true
    return binary
  }
}

/// Why a file that could be a mapping's binary is not used.
struct RejectedBinary: Equatable, Sendable {
  enum Reason: Equatable, Sendable {
    /// It has another build id, or none although one is expected.
    case otherBuild(found: String?, wanted: String)
    /// Neither it nor the mapping has a build id.
    case unknownBuild
    case noRegularFile
    case elf(ElfError)
    case system(SystemError)
  }

  let path: SystemPath
  let reason: Reason

  var isOtherBuild: Bool {
    if case .otherBuild = reason { return true }
    return false
  }

  /// The path and what is wrong, for a list.
  var text: String { "\(path.text) (\(reasonText))" }

  private var reasonText: String {
    switch reason {
    case .otherBuild(let found?, let wanted): "\(Self.short(found)), not \(Self.short(wanted))"
    case .otherBuild(nil, let wanted): "none, not \(Self.short(wanted))"
    case .unknownBuild: "it may be another build than the service's: nothing identifies it"
    case .noRegularFile: "is not a regular file"
    case .elf(let error): "\(error)"
    case .system(let error): "\(error)"
    }
  }

  /// The beginning of a build id.
  static func short(_ id: String) -> String {
    id.count > 12 ? "\(id.prefix(12))…" : id
  }
}

/// Looks for the binaries of mappings.
struct BinarySearch {
  let searchPath: BinarySearchPath
  let mustKnowBuild: Bool

  /// The binary of a mapping; nil if there is none.
  ///
  /// - `rejected`: gets what was found and is not used.
  func binary(
    file: [UInt8], buildID: String, _ rejected: inout [RejectedBinary]
  ) -> FoundBinary? {
    for path in searchPath.candidates(file: file, buildID: buildID) {
      switch look(at: path, buildID, isOwn: path.bytes == file) {
      case .nothing: continue
      case .found(let binary): return binary
      case .rejected(let reason):
        let entry = RejectedBinary(path: path, reason: reason)
        if !rejected.contains(entry) { rejected.append(entry) }
      }
    }
    return nil
  }

  private enum Look {
    case nothing
    case found(FoundBinary)
    case rejected(RejectedBinary.Reason)
  }

  /// - `isOwn`: whether the mapping itself says that it is there.
  private func look(at path: SystemPath, _ buildID: String, isOwn: Bool) -> Look {
    do {
      // A folder of that name is one of builds, and no binary.
      guard let known = try FileStatus.of(path), known.kind != .folder || isOwn else {
        return .nothing
      }
      guard let descriptor = try FileDescriptor.readingRegular(path) else {
        return .rejected(.noRegularFile)
      }
      let file = try ElfFile(ByteRanges(OpenFile(descriptor)))
      return judge(FoundBinary(path, try descriptor.status(), file), buildID, isOwn: isOwn)
    } catch let error as ElfError {
      return .rejected(.elf(error))
    } catch let error as SystemError {
      return error == .notThere || error == .notFolder ? .nothing : .rejected(.system(error))
    } catch {
      return .nothing
    }
  }

  private func judge(_ binary: FoundBinary, _ wanted: String, isOwn: Bool) -> Look {
    let unsure: Look = mustKnowBuild ? .rejected(.unknownBuild) : .found(binary.unsure)
    guard !wanted.isEmpty else { return unsure }
    // A build of Go has two names, and only those of a kind can be compared.
    let isGo = wanted.contains("/")
    let ids = binary.buildIDs.filter { $0.contains("/") == isGo }
    if ids.contains(where: { $0.lowercased() == wanted.lowercased() }) { return .found(binary) }
    guard ids.isEmpty, isOwn else {
      return .rejected(.otherBuild(found: ids.first, wanted: wanted))
    }
    return unsure
  }
}

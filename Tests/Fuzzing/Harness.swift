// The entry point for libFuzzer; not part of the tests.
#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The check named in the environment.
private let check: FuzzCheck = {
  let name = getenv("FUZZ_CHECK").map { String(cString: $0) } ?? ""
  guard let check = FuzzCheck.all.first(where: { $0.name == name }) else {
    fatalError("FUZZ_CHECK is none of \(FuzzCheck.all.map(\.name))")
  }
  return check
}()

/// Runs the check on bytes from libFuzzer.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = [UInt8](UnsafeBufferPointer(start: start, count: count))
  do { try check.run(bytes) } catch { fatalError("\(error)") }
  return 0
}

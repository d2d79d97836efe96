import ProfileModel

/// Which frames reports leave out of profiles without functions once they have been given some: those
/// of the profiler itself. The reference's rules for each kind of profile.
struct LegacyFrames {
  private let drop: [String]
  private let keep: [String]

  /// The frames of a signal handler that takes samples.
  static let profiler = LegacyFrames(
    drop: [
      "ProfileData::Add", "ProfileData::prof_handler", "CpuProfiler::prof_handler",
      "__pthread_sighandler", "__restore",
    ], keep: [])

  /// The frames of allocators.
  static let allocation = LegacyFrames(
    drop: posix + thread + zones + [#"runtime\..*"#] + others,
    keep: [#"runtime\.panic"#, #"runtime\.reflectcall"#, #"runtime\.call[0-9]*"#])

  /// The frames of locks.
  static let lock = LegacyFrames(
    drop: ["RecordLockProfileData"]
      + ["RecordLockProfileData", "SubmitMutexProfileData", "SubmitSpinLockProfileData"].map {
        "(base::)?\($0).*"
      }
      + ["base::", ""].flatMap(mutex)
      + ["Unlock", "SlowUnlock"].map { "(SpinLock::)?\($0).*" }
      + ["(SpinLockHolder::)?~SpinLockHolder.*"], keep: [])

  private static let posix = [
    "calloc", "cfree", "malloc", "free", "memalign", "do_memalign", "(__)?posix_memalign",
    "pvalloc",
    "valloc", "realloc",
  ]
  private static let thread =
    ["tcmalloc::.*"]
    + [
      "calloc", "cfree", "malloc", "free", "memalign", "posix_memalign", "pvalloc", "valloc",
      "realloc", "new", "delete", "newarray", "deletearray", "new_nothrow", "newarray_nothrow",
    ].map { "tc_" + $0 }
  private static let zones = ["malloc", "calloc", "valloc", "realloc", "memalign", "free"].map {
    "malloc_zone_" + $0
  }
  private static let others = [
    "BaseArena::.*", "(::)?do_malloc_no_errno", "(::)?do_malloc_pages", "(::)?do_malloc",
    "DoSampledAllocation", "MallocedMemBlock::MallocedMemBlock", "_M_allocate",
    "__builtin_(vec_)?delete", "__builtin_(vec_)?new", "__gnu_cxx::new_allocator::allocate",
    "__libc_malloc", "__malloc_alloc_template::allocate", "allocate", "cpp_alloc",
    #"operator new(\[\])?"#, "simple_alloc::allocate",
  ]

  private static func mutex(_ space: String) -> [String] {
    ["AwaitCommon", "Unlock", "UnlockSlow", "ReaderUnlock"].map { "(\(space)Mutex::)?\($0).*" }
      + ["(\(space)MutexLock::)?~MutexLock.*"]
  }

  /// Puts the rules into a profile's header.
  func set(_ builder: inout ProfileBuilder) {
    builder.header.dropFrames = builder.string(drop.joined(separator: "|"))
    builder.header.keepFrames = builder.string(keep.joined(separator: "|"))
  }
}

import ArgumentParser

/// What of folders is read.
struct FolderOptions: ParsableArguments {
  @Flag(
    name: [.customShort("r"), .long],
    help: "Read folders with all that lies below them; links to folders are not followed.")
  var recursive = false

  @Option(
    help: ArgumentHelp(
      """
      Only profiles of this kind: cpu, heap, goroutine, block, mutex, threadcreate, goroutineleak, or a \
      sample type such as inuse_space.
      """, valueName: "name"))
  var kind: String?
}

import TestSupport

/// Recordings written byte by byte, each with one pitfall for readers, named after it.
enum JFRTraps {
  /// The bytes by file name.
  static let all: [(name: String, bytes: [UInt8])] = kinds + chunks + texts + constants + damaged

  /// A chunk with the usual constants after its events.
  static func chunk(
    firstID: Int64 = 100, _ fill: (inout JFRChunkWriter) -> Void
  ) -> [UInt8] {
    var writer = JFRChunkWriter(firstID: firstID)
    fill(&writer)
    writer.usualConstants()
    writer.pools()
    return writer.finish()
  }

  /// Adds an execution sample.
  static func sample(
    _ writer: inout JFRChunkWriter, stack: Int64 = 1, thread: Int64 = 1
  ) {
    writer.event(
      "jdk.ExecutionSample",
      numbers: ["sampledThread": thread, "stackTrace": stack, "state": 1])
  }

  // MARK: Kinds of events

  private static let common: [String: Int64] = ["eventThread": 1, "stackTrace": 1]

  private static let kinds: [(name: String, bytes: [UInt8])] = [
    (
      "wall-clock.jfr",
      chunk { writer in
        writer.event(
          "profiler.WallClockSample",
          numbers: ["sampledThread": 1, "stackTrace": 1, "state": 1, "samples": 12])
        writer.event(
          "profiler.WallClockSample",
          numbers: ["sampledThread": 2, "stackTrace": 2, "samples": 1])
      }
    ),
    (
      "wall-clock-without-a-count.jfr",
      chunk { writer in
        for row in writer.classes.indices {
          writer.classes[row].fields.removeAll { $0.name == "samples" }
        }
        writer.event("profiler.WallClockSample", numbers: ["sampledThread": 1, "stackTrace": 1])
        writer.event("profiler.WallClockSample", numbers: ["sampledThread": 1, "stackTrace": 1])
      }
    ),
    (
      "allocations-of-three-kinds.jfr",
      chunk { writer in
        writer.event(
          "jdk.ObjectAllocationOutsideTLAB",
          numbers: common.merging(["allocationSize": 70_000]) { $1 })
        writer.event(
          "jdk.ObjectAllocationInNewTLAB",
          numbers: common.merging(["allocationSize": 24, "tlabSize": 8192]) { $1 })
        writer.event(
          "jdk.ObjectAllocationSample", numbers: common.merging(["weight": 1 << 40]) { $1 })
      }
    ),
    (
      "locks-and-parks-in-ticks.jfr",
      chunk { writer in
        // A tick is 0.3 nanoseconds and a bit: 10 of them are 3.
        writer.ticksPerSecond = 3_330_000_000
        writer.event("jdk.JavaMonitorEnter", numbers: common.merging(["duration": 10]) { $1 })
        writer.event("jdk.ThreadPark", numbers: common.merging(["duration": 3_330_000_005]) { $1 })
        writer.event("jdk.ThreadPark", numbers: common.merging(["duration": .max]) { $1 })
      }
    ),
    (
      "all-else-is-skipped.jfr",
      chunk { writer in
        writer.event("test.Unknown")
        writer.bytes(JFRBytes.event(77_777, [0xFF, 0xFF, 0xFF]))
        sample(&writer)
      }
    ),
    (
      "fields-in-another-order.jfr",
      chunk { writer in
        for row in writer.classes.indices {
          writer.classes[row].fields.insert(.init("added: test.Unknown"), at: 0)
          writer.classes[row].fields.reverse()
          if !writer.classes[row].name.contains("."), writer.classes[row].name != "test.Unknown" {
            writer.classes[row].fields = []
          }
          if ["java.lang.String", "test.Unknown", "jdk.types.StackFrame"].contains(
            writer.classes[row].name)
          {
            writer.classes[row].fields.removeAll { $0.name == "added" }
          }
        }
        sample(&writer)
        writer.event("jdk.ObjectAllocationSample", numbers: common.merging(["weight": 5]) { $1 })
      }
    ),
    (
      "truncated-stack.jfr",
      chunk { writer in
        sample(&writer, stack: 5)
        sample(&writer, stack: 1)
        writer.stack(5, [(1, 3, 1), (2, 7, 2)], isTruncated: true)
      }
    ),
  ]

  // MARK: Chunks

  private static let chunks: [(name: String, bytes: [UInt8])] = [
    (
      "type-ids-differ-between-chunks.jfr",
      chunk(firstID: 100) { writer in
        writer.setting("jdk.ExecutionSample", "period", "10 ms")
        sample(&writer)
      }
        + chunk(firstID: 101) { writer in
          writer.startNanos += 2_000_000_000
          writer.setting("jdk.ExecutionSample", "period", "20 ms")
          sample(&writer)
          // The type id of samples in the previous chunk.
          writer.event("jdk.ThreadPark", numbers: ["duration": 4, "stackTrace": 2])
        }
    ),
    (
      "interval-in-nanoseconds.jfr",
      chunk { writer in
        // Settings may follow the events they apply to.
        sample(&writer)
        sample(&writer, stack: 2)
        writer.setting("jdk.ExecutionSample", "interval", "9999999")
        writer.setting("jdk.ThreadPark", "interval", "5")
        writer.setting("jdk.ExecutionSample", "period", "everyChunk")
      }
    ),
    (
      "one-chunk-has-no-interval.jfr",
      chunk { writer in
        writer.setting("jdk.ExecutionSample", "period", "1 s")
        sample(&writer)
      } + chunk { sample(&$0) }
    ),
    (
      "unfinished-last-chunk.jfr",
      chunk { sample(&$0) }
        + chunk { writer in
          writer.claimedSize = 0
          sample(&writer)
        }
    ),
    (
      "size-beyond-the-end.jfr",
      chunk { sample(&$0) }
        + chunk { writer in
          writer.claimedSize = .max
          sample(&writer)
        }
    ),
    (
      "metadata-twice.jfr",
      chunk { writer in
        let (classes, firstID) = (writer.classes, writer.firstID)
        writer.classes.reverse()
        writer.firstID = 7000
        writer.metadata()
        (writer.classes, writer.firstID) = (classes, firstID)
        sample(&writer)
      }
    ),
  ]

  // MARK: Texts

  private static let texts: [(name: String, bytes: [UInt8])] = [
    (
      "texts-of-each-encoding.jfr",
      chunk { writer in
        let names: [[UInt8]] = [
          JFRBytes.text("utf-8 作り手 🧵"), JFRBytes.characters("utf-16 作り手 🧵"),
          JFRBytes.latin1("latin-1 Größe"), [2] + JFRBytes.integer(9), [1], [0],
          [2] + JFRBytes.integer(10),
          // U+1F9F5 as HotSpot writes it, then an unpaired surrogate.
          [3, 9, 0xED, 0xA0, 0xBE, 0xED, 0xB7, 0xB5, 0xED, 0xA0, 0xBE],
        ]
        writer.constant("java.lang.String", 9, value: JFRBytes.text("of the pool"))
        for (index, name) in names.enumerated() {
          let number = Int64(index + 20)
          writer.constant(
            "java.lang.Thread", number, ["javaName": name, "osName": JFRBytes.text("os \(index)")])
          sample(&writer, thread: number)
        }
      }
    ),
    (
      "classes-and-lambdas.jfr",
      chunk { writer in
        writer.method(30, "org/example/App$$Lambda$14/0x0000000800c03000.run")
        writer.method(31, "Größe$数える.作る")
        // A negative line, as in code generated by a JDK, is stored as 32 bits.
        writer.stack(30, [(32, -1, 1), (31, 0xFFFF_FFFF, 1), (30, 4, 1)])
        sample(&writer, stack: 30)
        writer.constant("jdk.types.Symbol", 320, ["string": [1]])
        writer.constant("jdk.types.Symbol", 321, ["string": JFRBytes.text("libjvm_function")])
        writer.constant("java.lang.Class", 320, ["name": JFRBytes.integer(320)])
        writer.constant(
          "jdk.types.Method", 32, ["type": JFRBytes.integer(320), "name": JFRBytes.integer(321)])
      }
    ),
    (
      "integers-of-nine-bytes.jfr",
      chunk { writer in
        writer.constant("java.lang.Thread", -1, ["javaName": JFRBytes.text("minus one")])
        writer.event(
          "jdk.ObjectAllocationSample",
          numbers: ["eventThread": -1, "stackTrace": .min, "weight": .max])
        writer.event(
          "jdk.ObjectAllocationSample", numbers: ["stackTrace": 1, "weight": -7])
        writer.stack(.min, [(1, 3, 1)])
      }
    ),
  ]

  // MARK: Constants

  private static let constants: [(name: String, bytes: [UInt8])] = [
    (
      "newest-constant-wins.jfr",
      chunk { writer in
        writer.thread(1, "old name")
        writer.thread(3, "only in the first")
        writer.pools()
        sample(&writer)
        writer.thread(1, "older than the last")
        writer.thread(4, "only in the second")
        writer.pools()
        sample(&writer, thread: 3)
        sample(&writer, thread: 4)
      }
    ),
    (
      "stack-without-an-entry.jfr",
      chunk { writer in
        sample(&writer, stack: 99)
        sample(&writer, stack: 0)
        sample(&writer)
      }
    ),
    (
      "method-without-an-entry.jfr",
      chunk { writer in
        writer.stack(5, [(1, 3, 2), (98, 1, 1), (97, 2, 2), (3, 9, 2)])
        sample(&writer, stack: 5)
      }
    ),
    (
      "inlined-root.jfr",
      chunk { writer in
        writer.stack(5, [(1, 3, 1), (2, 7, 2), (3, 9, 2)])
        sample(&writer, stack: 5)
      }
    ),
    (
      "thread-without-an-entry.jfr",
      chunk { writer in
        sample(&writer, thread: 99)
        sample(&writer, thread: 2)
      }
    ),
  ]

  // MARK: What is an error

  private static let damaged: [(name: String, bytes: [UInt8])] = [
    (
      "integers-of-fixed-size.jfr",
      chunk {
        $0.features = 0; sample(&$0)
      }
    ),
    (
      "version-one.jfr",
      chunk {
        $0.version = 1; sample(&$0)
      }
    ),
    (
      "event-of-size-zero.jfr",
      chunk {
        sample(&$0); $0.bytes([0, 0, 0, 0])
      }
    ),
    (
      "event-beyond-the-chunk.jfr",
      chunk {
        sample(&$0); $0.bytes([0xFF, 0xFF, 0x7F, 0x65])
      }
    ),
    (
      "event-ends-in-a-field.jfr",
      chunk { writer in
        writer.bytes(JFRBytes.event(writer.id("jdk.ExecutionSample"), [0, 1]))
      }
    ),
    ("chunk-shorter-than-its-header.jfr", chunk { $0.claimedSize = 67 }),
    ("no-chunk-behind-the-first.jfr", chunk { sample(&$0) } + Array("what is this".utf8)),
    (
      "no-whole-chunk.jfr",
      chunk {
        $0.claimedSize = 0; sample(&$0)
      }
    ),
    ("none-of-the-events.jfr", chunk { $0.event("test.Unknown") }),
    (
      "no-weight.jfr",
      chunk { writer in
        for row in writer.classes.indices {
          writer.classes[row].fields.removeAll { $0.name == "weight" }
        }
        writer.event("jdk.ObjectAllocationSample")
      }
    ),
    (
      "no-ticks.jfr",
      chunk {
        $0.ticksPerSecond = 0; $0.event("jdk.ThreadPark", numbers: ["duration": 1])
      }
    ),
    (
      "no-metadata.jfr",
      chunk {
        $0.claimedMetadata = 0; sample(&$0)
      }
    ),
    (
      "metadata-is-another-event.jfr",
      chunk {
        $0.claimedMetadata = 68; sample(&$0)
      }
    ),
    (
      "constants-go-round.jfr",
      chunk {
        $0.claimedDelta = 5; sample(&$0)
      }
    ),
    (
      "constants-in-one-another.jfr",
      chunk {
        // An empty pool of 90 bytes, which contains the next pool.
        $0.bytes([90, 1, 0, 0, 0, 1, 0]); $0.claimedDelta = -16; sample(&$0)
      }
    ),
    (
      "constants-before-the-chunk.jfr",
      chunk {
        $0.claimedDelta = -100_000; sample(&$0)
      }
    ),
    (
      "constants-of-no-class.jfr",
      chunk { writer in
        writer.constant("test.NotThere", 1, value: [])
        sample(&writer)
      }
    ),
    (
      "class-that-contains-itself.jfr",
      chunk { writer in
        writer.classes.append(JFRClassDescription("test.Inner", ["outer: test.Outer"]))
        writer.classes.append(JFRClassDescription("test.Outer", ["inner: test.Inner"]))
        writer.constant("test.Outer", 1, value: [0])
        sample(&writer)
      }
    ),
    (
      "more-frames-than-bytes.jfr",
      chunk { writer in
        writer.constant(
          "jdk.types.StackTrace", 5, ["frames": JFRBytes.integer(1 << 50)])
        sample(&writer, stack: 5)
      }
    ),
    (
      "text-of-an-unknown-encoding.jfr",
      chunk { writer in
        writer.constant("jdk.types.Symbol", 5, ["string": [6, 0]])
        sample(&writer)
      }
    ),
  ]
}

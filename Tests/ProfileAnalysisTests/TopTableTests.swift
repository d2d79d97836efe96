import ProfileAnalysis
import ProfileModel
import Testing

@Suite struct TopTableTests {
  /// A profile of stacks, root first: frames are separated by `;`, the lines of one location by `/`, outermost first.
  static func profile(_ samples: [(stack: String, value: Int64)]) -> Profile {
    var builder = ProfileBuilder()
    builder.header.sampleTypes = [
      ValueType(type: builder.string("samples"), unit: builder.string("count"))
    ]
    for sample in samples {
      let frames = sample.stack.split(separator: ";").reversed().map { location in
        let lines = location.split(separator: "/").reversed().map { name in
          ProfileBuilder.Line(function: builder.function(name: builder.string(String(name))))
        }
        return builder.location(lines: lines)
      }
      builder.appendSample(stack: builder.stack(frames), values: [sample.value])
    }
    return builder.finish()
  }

  /// The rows as `name mark flat cum`.
  static func rows(
    _ samples: [(stack: String, value: Int64)], _ trim: TrimOptions
  ) throws -> [String] {
    let table = TopTable(try ProfileView(profile(samples)), NodeOptions(), trim)
    return table.rows.map {
      "\(String(decoding: $0.name, as: UTF8.self)) \($0.inlining) \($0.flat) \($0.cum)"
    }
  }

  static let cases: [(samples: [(stack: String, value: Int64)], rows: [String])] = [
    ([("main;work", 3), ("main", 1)], ["work none 3 3", "main none 1 4"]),
    // Recursion counts once.
    ([("main;work;work;work", 5)], ["work none 5 5", "main none 0 5"]),
    // Ties are ordered by name, not by cum.
    ([("b;x", 1), ("a;y", 1)], ["x none 1 1", "y none 1 1", "a none 0 1", "b none 0 1"]),
    // Inlined into every caller, and into some.
    ([("main/work", 2)], ["work full 2 2", "main none 0 2"]),
    (
      [("main/work", 2), ("other;work", 1)],
      ["work partial 3 3", "main none 0 2", "other none 0 1"]
    ),
    // A call that is inlined only in part is not marked.
    ([("main/work", 2), ("main;work", 1)], ["work none 3 3", "main none 0 3"]),
    // Rows that cancel out are omitted.
    ([("main;a", 2), ("main;a", -2), ("main;b", 1)], ["b none 1 1", "main none 0 1"]),
  ]

  @Test(arguments: cases)
  func rowsAreThoseOfTheReference(
    _ samples: [(stack: String, value: Int64)], _ expected: [String]
  ) throws {
    #expect(try Self.rows(samples, .none) == expected)
  }

  @Test func aCallOverNodesLeftOutIsInlinedStill() throws {
    var trim = TrimOptions.none
    trim.order = .cum
    trim.nodeCount = 2
    // Without `z`, `work` is called by `main`, inlined.
    let rows = try Self.rows([("main;z/work", 2), ("main;other", 1)], trim)
    #expect(rows == ["main none 0 3", "work full 2 2"])
  }

  @Test func lightNodesAreCountedAndLeftOut() throws {
    var trim = TrimOptions.none
    trim.nodeFraction = 0.1
    let samples: [(stack: String, value: Int64)] = [("main;big", 95), ("main;small", 5)]
    let table = TopTable(try ProfileView(Self.profile(samples)), NodeOptions(), trim)
    #expect(table.rows.count == 2)
    #expect(table.droppedCount == 1)
    #expect(table.originalCount == 2)
  }

  @Test func sumsStayInRange() throws {
    let rows = try Self.rows([("a", .max), ("a", .max), ("a;b", .max)], .none)
    #expect(rows == ["a none \(Int64.max) \(Int64.max)", "b none \(Int64.max) \(Int64.max)"])
  }

  /// Enough samples for several threads, whose results have to be merged.
  @Test func threadsFindTheSame() throws {
    let few: [(stack: String, value: Int64)] = [
      ("main/work", 2), ("other;work", 1), ("main;z/once", 1), ("main/all;leaf", 3),
    ]
    let many = (0..<70_000).map { few[$0 * few.count / 70_000] }
    let rows = try Self.rows(many, .none)
    #expect(
      rows == [
        "leaf none 52500 52500", "work partial 52500 52500", "once full 17500 17500",
        "all full 0 52500", "main none 0 105000", "other none 0 17500", "z none 0 17500",
      ])
  }
}

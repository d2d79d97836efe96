import ProfileFormats
import ProfileModel

/// Reads folded stacks from one block.
func readFolded(_ text: String, limits: ReadLimits = ReadLimits()) throws -> ReadProfile {
  try FoldedReader.read(ByteSource(Array(text.utf8)), limits: limits)
}

/// Reads folded stacks from several blocks.
func readFolded(blocks: [[UInt8]]) throws -> ReadProfile {
  let rest = Blocks(blocks)
  return try FoldedReader.read(ByteSource { rest.next() })
}

private final class Blocks: @unchecked Sendable {
  private var blocks: ArraySlice<[UInt8]>
  init(_ blocks: [[UInt8]]) { self.blocks = blocks[...] }
  func next() -> [UInt8] { blocks.popFirst() ?? [] }
}

extension Profile {
  /// Each sample as a line of folded stacks, in profile order.
  var foldedLines: [String] {
    (0..<sampleTable.count).map { sample in
      let frames = stacks.frames[stacks.frames(of: StackID(sampleTable.stacks[sample]))]
      let names = frames.reversed().flatMap { frame in
        locations.lines(of: LocationID(frame)).reversed().map { line in
          strings[functions.name(of: FunctionID(locations.lineFunctions[line]))]
        }
      }
      let values = sampleTable.values[sample * width..<(sample + 1) * width].map(String.init)
      return ([names.joined(separator: ";")] + values).joined(separator: " ")
    }
  }

  /// The sample types as `type/unit`.
  var typeNames: [String] {
    header.sampleTypes.map { strings[$0.type] + "/" + strings[$0.unit] }
  }
}

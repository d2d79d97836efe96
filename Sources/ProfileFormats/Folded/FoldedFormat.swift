extension InputFormat {
  /// A stack a line and its count, as Brendan Gregg's scripts write them.
  package static let folded = InputFormat(
    name: "folded", summary: "flame graph tools: one stack per line, with one or two numbers",
    endings: [".folded", ".collapsed", ".stacks"],
    traits: [.hasNamesOnly, .mayHoldTwoSides], isText: true,
    recognise: FoldedRecognition.recognise,
    read: { source, settings in
      let read = try FoldedReader.read(
        source, limits: settings.limits, joinsEqualStacks: !settings.keepsOrder)
      return [.only(read)]
    })
}

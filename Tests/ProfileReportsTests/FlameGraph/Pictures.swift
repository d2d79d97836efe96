import Foundation
import ProfileAnalysis
import ProfileFormats
import ProfileModel
import TestSupport
import Testing

@testable import ProfileReports

/// A flame graph as drawn by the command.
struct Picture {
  let graph: FlameGraph
  let svg: [UInt8]

  init(
    _ profile: Profile, _ shape: CallTreeShape = CallTreeShape(), tagRoot: [String] = [],
    style: FlameGraphStyle = FlameGraphStyle()
  ) throws {
    var query = ProfileQuery()
    query.rootTags = tagRoot
    let view = try query.prepare(profile)
    let stacks = CallTreeStacks(
      view.profile, column: view.sampleType.column,
      StackNaming(LocationNames(view.profile)), shape)
    let tree = stacks.tree(shape)
    let values = FlameGraphValueText(type: view.typeName, unit: view.valueUnit)
    var style = style
    style.labels = tagRoot
    style.subtitle =
      FlameGraphSubtitle(
        view, source: "", total: values.text(tree.total),
        times: [view.profile.header.timeNanos]
      ).text
    try self.init(view.profile, stacks, tree, values, style)
  }

  private init(
    _ profile: Profile, _ stacks: CallTreeStacks, _ tree: CallTree, _ values: FlameGraphValueText,
    _ style: FlameGraphStyle
  ) throws {
    var style = style
    style.advice.allFrames = "--min-width 0"
    style.advice.bothSides = "--layout union"
    let frames = NamedFrames(profile, LocationNames(profile)) { SafeText.shown($0) }
    let isOwn = style.isBySite ? frames.names.map { $0.origin == .program } : nil
    graph = FlameGraph(
      tree, sums: stacks.sums(isOwn: isOwn), frames: frames, values: values, style: style)
    svg = try bytes(graph.write)
  }

  /// The flame graph of a comparison.
  init(
    comparing before: Profile, _ after: Profile, layout: ComparisonLayout = .union,
    shape: CallTreeShape = CallTreeShape(), style: FlameGraphStyle = FlameGraphStyle()
  ) throws {
    let profiles = try ComparedProfiles(
      ComparedSide(before, name: "before", traits: [[]]),
      ComparedSide(after, name: "after", traits: [[]]), ProfileQuery())
    let view = profiles.view
    let stacks = CallTreeStacks(
      comparing: view.profile, layout: layout, StackNaming(LocationNames(view.profile)),
      shape)
    let tree = stacks.tree(shape)
    let values = FlameGraphValueText(type: view.typeName, unit: view.valueUnit)
    var style = style
    style.colors = .change
    style.subtitle =
      FlameGraphSubtitle(
        comparing: view, type: view.typeName, of: profiles, total: values.text(tree.pair(0))
      ).text
    try self.init(view.profile, stacks, tree, values, style)
  }

  init(
    folded: String, _ shape: CallTreeShape = CallTreeShape(),
    style: FlameGraphStyle = FlameGraphStyle()
  ) throws {
    let read = try ProfileReader.read(ByteSource(Array(folded.utf8)))
    try self.init(read.profile, shape, style: style)
  }

  init(
    fixture path: String, tagRoot: [String] = [], style: FlameGraphStyle = FlameGraphStyle()
  ) throws {
    let read = try ProfileReader.read(ByteSource(FixtureFiles.bytes(path)))
    try self.init(read.profile, tagRoot: tagRoot, style: style)
  }

  /// The SVG without its style sheet, which is the same in all.
  var unstyled: [UInt8] {
    let style = FlameGraphStyleSheet.bytes
    guard let start = svg.indices.first(where: { svg[$0...].starts(with: style) }) else {
      return svg
    }
    return Array(svg[..<start] + svg[(start + style.count)...])
  }

  /// The data of the script.
  func data() throws -> [String: Any] {
    let document = try XMLTree(svg)
    let metadata = try #require(document.all("metadata").first)
    let object = try JSONSerialization.jsonObject(with: Data(metadata.text.utf8))
    return try #require(object as? [String: Any])
  }

  /// The drawn frames, in file order.
  func frames() throws -> [DrawnFrame] { try groups().map { try DrawnFrame($0) } }

  /// The elements of those frames.
  func groups() throws -> [XMLTree] {
    let document = try XMLTree(svg)
    let holder = try #require(document.all("g").first { $0.attributes["class"] == "frames" })
    return holder.children.filter { $0.name == "g" }
  }
}

/// A frame in the file.
struct DrawnFrame {
  let title: String
  let label: String?
  let isItalic: Bool
  let x: Double
  let y: Double
  let width: Double
  let height: Double

  var right: Double { x + width }

  init(_ group: XMLTree) throws {
    title = try #require(group.children.first { $0.name == "title" }).text
    let rect = try #require(group.children.first { $0.name == "rect" })
    let number = { (key: String) in try #require(Double(rect.attributes[key] ?? "")) }
    (x, y, width, height) = try (
      number("x"), number("y"), number("width"), number("height")
    )
    let text = group.children.first { $0.name == "text" }
    label = text?.text
    isItalic = text?.attributes["class"] == "in"
  }
}

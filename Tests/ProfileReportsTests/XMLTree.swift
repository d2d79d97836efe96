import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// An element of a document, read by a third-party parser.
final class XMLTree {
  let name: String
  let attributes: [String: String]
  fileprivate(set) var children: [XMLTree] = []
  /// The text of the element and its descendants.
  fileprivate(set) var text = ""

  fileprivate init(name: String, attributes: [String: String]) {
    self.name = name
    self.attributes = attributes
  }

  /// Reads a document, which must be well-formed.
  convenience init(_ bytes: [UInt8]) throws {
    let reader = XMLTreeReader()
    let parser = XMLParser(data: Data(bytes))
    parser.delegate = reader
    try #require(
      parser.parse(), "line \(parser.lineNumber): \(String(describing: parser.parserError))")
    self.init(name: "", attributes: [:])
    children = reader.open[0].children
  }

  /// The element and its descendants.
  var everything: [XMLTree] { [self] + children.flatMap(\.everything) }

  /// All elements with a name.
  func all(_ name: String) -> [XMLTree] { everything.filter { $0.name == name } }
}

private final class XMLTreeReader: NSObject, XMLParserDelegate {
  var open = [XMLTree(name: "", attributes: [:])]

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String] = [:]
  ) {
    let element = XMLTree(name: name, attributes: attributes)
    open.last?.children.append(element)
    open.append(element)
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    open.removeLast()
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    for element in open { element.text += string }
  }

  func parser(_ parser: XMLParser, foundCDATA block: Data) {
    for element in open { element.text += String(decoding: block, as: UTF8.self) }
  }
}

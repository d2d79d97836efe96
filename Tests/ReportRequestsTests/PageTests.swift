import ProfileAnalysis
import ProfileFormats
import ProfileModel
import TestSupport
import Testing

@testable import ReportRequests

/// The content of a page besides the profile.
@Suite struct PageTests {
  private func head(_ name: String, _ request: ViewRequest = ViewRequest()) throws -> String {
    let bytes = try FixtureFiles.bytes("incident/leaking/heap.pb.gz")
    let profile = try ProfileReader.read(ByteSource(bytes)).profile
    let session = ProfileSession(ProfileCompletion().complete(profile), name: name)
    let page = try session.page(ReportRequest(.view(request)), request)
    let head = try #require(page.blocks.first)
    #expect(head.name == "head")
    return String(decoding: head.bytes, as: UTF8.self)
  }

  static let names: [(name: String, side: String)] = [
    ("heap.pb.gz", "heap.pb.gz"), ("/home/me/secret/heap.pb.gz", "heap.pb.gz"),
    ("secret/folder/", "folder"), ("standard input", "standard input"), ("/", "/"),
  ]
  /// A shared page does not reveal the path of a profile.
  @Test(arguments: names)
  func foldersAreNotTold(_ name: String, _ side: String) throws {
    let head = try head(name)
    #expect(head.contains("\"sides\":[{\"name\":\"\(side)\"}]"))
    #expect(!head.contains("secret/"))
  }

  /// The requested type is shown first, but keeps its position in the list.
  @Test func typesKeepTheirOrder() throws {
    let head = try head("heap.pb.gz")
    let types = head.matches(of: #/"name":"([a-z_]+)","title"/#).map { String($0.output.1) }
    #expect(types == ["alloc_objects", "alloc_space", "inuse_objects", "inuse_space"])
    #expect(head.contains("\"type\":3,"))
    #expect(head.contains("\"folded\":null,"))
    #expect(head.contains("\"leftOut\":[],"))
  }
}

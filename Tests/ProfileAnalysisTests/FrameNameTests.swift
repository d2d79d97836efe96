import Testing

@testable import ProfileAnalysis

@Suite struct FrameNameTests {
  static let names: [(name: String, forms: [String], group: String)] = [
    (
      "github.com/a/b/pkg.(*Server).serve",
      ["pkg.(*Server).serve", "(*Server).serve", "serve"], "github.com/a/b/pkg"
    ),
    (
      "net/http.HandlerFunc.ServeHTTP",
      ["http.HandlerFunc.ServeHTTP", "HandlerFunc.ServeHTTP", "ServeHTTP"], "net/http"
    ),
    ("main.main", ["main"], "main"),
    ("main.main.func1", ["main.func1"], "main"),
    ("main.(*T).run.func2.1", ["(*T).run.func2.1", "run.func2.1"], "main"),
    ("main.(*T).run-fm", ["(*T).run-fm", "run-fm"], "main"),
    ("main.run.gowrap1", ["run.gowrap1"], "main"),
    ("main.init.0", ["init.0"], "main"),
    (
      "slices.SortFunc[go.shape.struct { a int; b/c.T }]", ["slices.SortFunc", "SortFunc"], "slices"
    ),
    (
      "a/b.(*Cache[go.shape.string,c/d.E]).Get",
      ["a/b.(*Cache).Get", "b.(*Cache).Get", "(*Cache).Get", "Get"], "a/b"
    ),
    ("gopkg.in/yaml%2ev3.Unmarshal", ["yaml%2ev3.Unmarshal", "Unmarshal"], "gopkg.in/yaml%2ev3"),
    ("main.run /src/x/run.go:12", ["main.run", "run"], "main"),
    (
      "std::vector<int, std::allocator<int>>::push_back(int const&)",
      [
        "std::vector<int, std::allocator<int>>::push_back", "std::vector::push_back",
        "vector::push_back", "push_back",
      ], "std"
    ),
    ("int ns::sum<int>(int const*, int) const", ["ns::sum<int>", "ns::sum", "sum"], "ns"),
    (
      "absl::container_internal::raw_hash_set<A<int>, B>::find<std::string>(std::string const&)",
      [
        "absl::container_internal::raw_hash_set<A<int>, B>::find<std::string>",
        "absl::container_internal::raw_hash_set::find", "raw_hash_set::find", "find",
      ], "absl"
    ),
    ("a::operator<", ["operator<"], "a"),
    (
      "<alloc::vec::Vec<T> as core::ops::Drop>::drop",
      ["<alloc::vec::Vec as core::ops::Drop>::drop", "drop"], "alloc"
    ),
    ("<&mut shop::Cart as core::fmt::Debug>::fmt", ["fmt"], "shop"),
    ("shop::cart::add::h0123456789abcdef", ["shop::cart::add", "cart::add", "add"], "shop"),
    (
      "it::Iterator::collect::<Vec<T>>",
      ["it::Iterator::collect", "Iterator::collect", "collect"], "it"
    ),
    ("tokio::runtime::task::poll", ["task::poll", "poll"], "tokio"),
    ("app::run::{closure#0}", ["run::{closure#0}"], "app"),
    ("(anonymous namespace)::go()", ["(anonymous namespace)::go", "go"], "(anonymous namespace)"),
    ("com.example.shop.Cart.add", ["Cart.add", "add"], "com.example.shop"),
    ("com/example/shop/Cart.add", ["Cart.add", "add"], "com/example/shop/Cart"),
    ("handle (/app/server.py:12)", ["handle"], "handle"),
    ("json.decoder.scan", ["decoder.scan", "scan"], "json"),
    ("ext4_file_read_iter_[k]", [], "ext4"),
    ("__libc_start_main", [], "libc"),
    ("copy_page.isra.0", ["copy_page"], "copy"),
    ("/src/net/conn.go", ["conn.go"], "/src/net"),
    ("[libc.so.6]", [], "[libc.so.6]"),
    ("-[NSView drawRect:]", [], "-[NSView drawRect:]"),
    ("do work (a, b)", [], "do work (a, b)"),
    ("", [], ""),
    ("a.", [], "a."),
    ("...", [], "..."),
    ("((((", [], "(((("),
    ("))))::x", ["x"], "))))"),
    ("::", [], "::"),
    ("/", [], "/"),
  ]
  @Test(arguments: names)
  func formsGetShorter(_ name: String, _ forms: [String], _ group: String) {
    let parts = FrameName(Array(name.utf8))
    let shown = parts.forms.map { String(decoding: parts.text(of: $0), as: UTF8.self) }
    #expect(shown == [name] + forms)
    #expect(String(decoding: parts.text[parts.group], as: UTF8.self) == group)
  }

  static let origins: [(name: String, origin: FrameName.Origin)] = [
    ("runtime.mcall", .runtime), ("internal/runtime/syscall.Syscall6", .runtime),
    ("[libc.so.6]", .runtime), ("<unknown>", .runtime), ("__libc_start_main", .runtime),
    ("vfs_read_[k]", .runtime),
    ("encoding/json.(*decodeState).object", .standardLibrary),
    ("runtime/pprof.WriteTo", .runtime), ("std::io::Read::read", .standardLibrary),
    ("<alloc::vec::Vec<T> as core::ops::Drop>::drop", .standardLibrary),
    ("main.main", .program), ("github.com/a/b.c", .program), ("tokio::spawn", .program),
    ("work", .program), ("com.example.A.b", .program), ("cmd/go.run", .program),
    ("stdx::f", .program), ("runtimes.f", .program),
  ]
  @Test(arguments: origins)
  func originIsKnown(_ name: String, _ origin: FrameName.Origin) {
    #expect(FrameName(Array(name.utf8)).origin == origin)
  }

  static let originsOf: [(name: String, language: CodeLanguage, origin: FrameName.Origin)] = [
    ("java.lang.Thread.run", .java, .standardLibrary), ("io.netty.Channel.read", .java, .program),
    ("log.slf4j.Logger.info", .java, .program), ("JavaThread::run", .java, .runtime),
    ("Interpreter", .java, .runtime), ("jdk/internal/misc/VM.start", .java, .standardLibrary),
    ("os.path.join", .python, .standardLibrary), ("net.client.fetch", .python, .program),
    ("log.slf4j.info", .python, .program), ("_PyEval_EvalFrameDefault", .python, .runtime),
    ("os.path", .python, .standardLibrary), ("os.ReadFile", .go, .standardLibrary),
    ("<shop::X as core::Clone>::clone", .rust, .program),
    ("core::ptr::drop_in_place", .rust, .standardLibrary),
    ("<alloc::vec::Vec<T>>::push", .rust, .standardLibrary), ("os.path", .native, .program),
    ("node:internal/timers", .javaScript, .standardLibrary),
    ("v8::Isolate::Enter", .javaScript, .runtime),
  ]
  /// A Java package `io` and a Python module `net` are not Go's.
  @Test(arguments: originsOf)
  func originDependsOnTheLanguage(
    _ name: String, _ language: CodeLanguage, _ origin: FrameName.Origin
  ) {
    #expect(FrameName(Array(name.utf8), language).origin == origin)
  }

  static let assembly: [(name: String, file: String, origin: FrameName.Origin)] = [
    ("gcWriteBarrier", "/usr/local/go/src/runtime/asm_amd64.s", .runtime),
    ("gcWriteBarrier", "runtime/asm_amd64.s", .runtime),
    ("callRet", "/go/src/internal/runtime/sys/a_arm64.s", .runtime),
    ("cmpbody", "/usr/local/go/src/internal/bytealg/compare_amd64.s", .runtime),
    ("gcWriteBarrier", "", .runtime), ("callback", "", .program),
    ("cmpbody", "/src/shop/compare.s", .program), ("cmpbody", "/src/bytealg/a.s", .program),
    ("work", "/src/shop/asm_amd64.s", .program),
    ("shop.work", "/src/runtime/asm_amd64.s", .program), ("work", "runtime/a.go", .program),
    ("work", "asm.s", .program), ("work", "s", .program),
  ]
  /// Assembly functions may have names without a package.
  @Test(arguments: assembly)
  func assemblyOfTheRuntimeBelongsToIt(
    _ name: String, _ file: String, _ origin: FrameName.Origin
  ) {
    #expect(FrameName(Array(name.utf8), .go, file: Array(file.utf8)[...]).origin == origin)
  }

  static let languages: [(names: [String], files: [String], language: CodeLanguage)] = [
    (["runtime.main", "main.main", "os.ReadFile"], [], .go),
    (["java.lang.Thread.run", "io.netty.Channel.read", "JavaThread::run"], [], .java),
    (["a.b", "c.d"], ["/srv/a.py", ""], .python), (["f", "g"], ["/src/f.c", ""], .native),
    (["shop::f::h0123456789abcdef", "a::b", "core::ptr::g"], [], .rust),
  ]
  @Test(arguments: languages)
  func theProfileTellsItsLanguage(
    _ names: [String], _ files: [String], _ language: CodeLanguage
  ) {
    let names = names.map { ArraySlice($0.utf8) }
    let files = names.indices.map { $0 < files.count ? ArraySlice(files[$0].utf8) : [] }
    let languages = ProfileLanguages(Array(zip(names, files)).map { (name: $0.0, file: $0.1) })
    #expect(languages.language(ofFile: []) == language)
    #expect(languages.language(ofFile: ArraySlice("x.go".utf8)) == .go)
  }

  /// For any bytes, cut anywhere, the short forms are inside the name.
  @Test func damagedNamesNeverTrap() {
    for (name, _, _) in Self.names {
      let bytes = Array(name.utf8)
      for start in bytes.indices {
        for end in start...bytes.count {
          let parts = FrameName(Array(bytes[start..<end]))
          #expect(parts.forms.allSatisfy { $0.range.upperBound <= end - start })
        }
      }
    }
  }
}

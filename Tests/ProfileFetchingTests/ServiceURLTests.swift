import ProfileSystem
import Testing

@testable import ProfileFetching

@Suite struct ServiceURLTests {
  /// Addresses, the request for each, and the displayed text.
  static let addresses: [(address: String, request: String, text: String)] = [
    ("http://h:6060/debug/pprof/heap?gc=1", "http://h:6060/debug/pprof/heap?gc=1", ""),
    ("https://h/a%20b", "https://h/a%20b", ""),
    ("HTTP://H/x", "http://H/x", "http://H/x"),
    ("https+insecure://h/x", "https://h/x", ""),
    ("http://[::1]:80/x", "http://[::1]:80/x", ""),
    ("http://[fe80::1]/x", "http://[fe80::1]/x", ""),
    ("http://h?debug=1", "http://h?debug=1", ""),
    ("http://h/x#part", "http://h/x", "http://h/x"),
    ("http://me:secret@h/x", "http://h/x", "http://***@h/x"),
    ("http://me@h:1/x", "http://h:1/x", "http://***@h:1/x"),
    ("http://me:a@b@h/x", "http://h/x", "http://***@h/x"),
    ("https+insecure://me:secret@h/x", "https://h/x", "https+insecure://***@h/x"),
    ("http://h/a@b", "http://h/a@b", ""),
    ("http+unix://%2Frun%2Fa.sock/x?y", "http://localhost/x?y", ""),
    ("http+unix://%2frun%2fa%40b%1B/x", "http://localhost/x", "http+unix://%2Frun%2Fa%40b%1B/x"),
    ("http+unix://me:secret@%2Frun%2Fa/x", "http://localhost/x", "http+unix://***@%2Frun%2Fa/x"),
  ]

  @Test(arguments: addresses)
  func addressesAreRead(_ address: String, _ request: String, _ text: String) throws {
    let url = try ServiceURL(address)
    #expect(url.request == request)
    #expect(url.text == (text.isEmpty ? address : text))
    #expect(ServiceURL.isOne(SystemPath(address)))
  }

  static let wrong: [(address: String, error: ServiceURLError)] = [
    ("ftp://h/x", .noScheme), ("h:6060/x", .noScheme), ("", .noScheme), ("http:/h", .noScheme),
    ("http://", .noHost), ("http:///x", .noHost), ("http://:80/x", .noHost),
    ("http://me@/x", .noHost),
    ("http://[::1/x", .noHost), ("http+unix:///x", .noHost),
    ("http://h:/x", .badPort), ("http://h:0/x", .badPort), ("http://h:65536/x", .badPort),
    ("http://h:x/x", .badPort), ("http://[::1]x/", .badPort), ("http://a:b:80/x", .badPort),
    ("http://h/a b", .blank), ("http://h/\u{1B}[31m", .blank), ("http://h\t/", .blank),
    ("http://me:%zz@h/x", .badEscape), ("http+unix://%2/x", .badEscape),
    ("http://%@h/", .badEscape), ("http://%+5@h/", .badEscape),
  ]

  @Test(arguments: wrong)
  func whatIsNoAddressIsRefused(_ address: String, _ error: ServiceURLError) {
    #expect(throws: error) { try ServiceURL(address) }
  }

  /// The same as in `go tool pprof`.
  static let symbols: [(address: String, symbols: String)] = [
    ("http://h:1/debug/pprof/heap?gc=1", "http://h:1/debug/pprof/symbol"),
    ("http://h/a/debug/pprof/profile?seconds=1", "http://h/a/debug/pprof/symbol"),
    ("http://h/pprof/heap", "http://h/pprof/symbol"), ("http://h/x/heapz", "http://h/x/symbolz"),
    ("http://h/heap", "http://h/symbolz"), ("http://h/x/heap/", "http://h/x/symbolz"),
    ("http://h", "http://h/symbolz"),
    ("http+unix://%2Frun%2Fa/debug/pprof/heap", "http+unix://%2Frun%2Fa/debug/pprof/symbol"),
  ]
  @Test(arguments: symbols)
  func symbolsAreBesideAProfile(_ address: String, _ symbols: String) throws {
    #expect(try ServiceURL(address).symbols.text == symbols)
  }

  @Test func usersAndPasswordsAreUnescaped() throws {
    let url = try ServiceURL("http://a%40b:p%3A%2F:%40w@h/x")
    #expect(url.user == "a@b")
    #expect(url.password == "p:/:@w")
    #expect(url.hasCredentials)
    #expect(try ServiceURL("http://me@h/").password == nil)
    #expect(try !ServiceURL("http://h/").hasCredentials)
    #expect(try ServiceURL("http+unix://%2Frun%2Fa/").socket == "/run/a")
  }

  @Test func whatIsNoAddressMayBeAPath() {
    for path in ["heap.pb.gz", "/http://x", "http", "http:x", "h:6060", "https:/x"] as [SystemPath]
    {
      #expect(!ServiceURL.isOne(path))
    }
  }

  static let queries: [(address: String, request: String)] = [
    ("http://h/x", "http://h/x?seconds=5"),
    ("http://h/x?", "http://h/x?seconds=5"),
    ("http://h/x?debug=1", "http://h/x?debug=1&seconds=5"),
    ("http://h/x?seconds=30&debug=1", "http://h/x?debug=1&seconds=5"),
    ("http://h/x?seconds&secondsago=2", "http://h/x?secondsago=2&seconds=5"),
  ]

  @Test(arguments: queries)
  func secondsAreSet(_ address: String, _ request: String) throws {
    let url = try ServiceURL(address).setting("seconds", "5")
    #expect(url.request == request)
    #expect(url.seconds == 5)
  }

  static let folders: [(address: String, folder: String)] = [
    ("http://h", "http://h/debug/pprof/"), ("http://h/", "http://h/debug/pprof/"),
    ("http://h/debug/pprof", "http://h/debug/pprof/"),
    ("http://h/debug/pprof/", "http://h/debug/pprof/"),
    ("http://h/app", "http://h/app/debug/pprof/"), ("http://h/app/", "http://h/app/debug/pprof/"),
    ("http://h/app/debug/pprof?x=1", "http://h/app/debug/pprof/"),
  ]

  @Test(arguments: folders)
  func servicesHaveAFolderOfProfiles(_ address: String, _ folder: String) throws {
    #expect(try ServiceURL(address).profiles.request == folder)
  }

  static let kinds: [(address: String, isService: Bool, isProfile: Bool)] = [
    ("http://h", true, false), ("http://h/", true, false), ("http://h/debug/pprof", true, false),
    ("http://h/app/debug/pprof/", true, false), ("http://h/debug/pprof/heap", false, true),
    ("http://h/app/debug/pprof/heap?x", false, true), ("http://h/app", false, false),
  ]

  @Test(arguments: kinds)
  func servicesAndProfilesAreToldApart(_ address: String, _ isService: Bool, _ isProfile: Bool)
    throws
  {
    let url = try ServiceURL(address)
    #expect(url.isService == isService)
    #expect(url.isProfile == isProfile)
  }

  static let origins: [(one: String, other: String, isSame: Bool)] = [
    ("http://h/a", "http://H:80/b?c", true), ("https://h/a", "https://h:443/b", true),
    ("http://h/a", "https://h/a", false), ("http://h/a", "http://h:81/a", false),
    ("http://h/a", "http://g/a", false), ("https://h/a", "https+insecure://h/a", false),
    ("http+unix://%2Fa/x", "http+unix://%2Fa/y", true),
    ("http+unix://%2Fa/x", "http+unix://%2Fb/x", false),
    ("http+unix://%2Fa/x", "http://localhost/x", false),
  ]

  @Test(arguments: origins)
  func originsAreSchemeHostAndPort(_ one: String, _ other: String, _ isSame: Bool) throws {
    #expect(try ServiceURL(one).hasSameOrigin(as: ServiceURL(other)) == isSame)
    #expect(try ServiceURL(other).hasSameOrigin(as: ServiceURL(one)) == isSame)
  }

  static let redirects: [(from: String, to: String, goal: String?, user: String?)] = [
    ("http://me:x@h/a", "http://h/b?c", "http://***@h/b?c", "me"),
    ("http://me:x@h/a", "http://g/b", "http://g/b", nil),
    ("http://me:x@h/a", "https://h/b", "https://h/b", nil),
    ("https+insecure://me:x@h/a", "https://h/b", "https+insecure://***@h/b", "me"),
    ("http+unix://%2Fa/x", "http://localhost/y", "http+unix://%2Fa/y", nil),
    ("http+unix://%2Fa/x", "http://localhost:81/y", "http://localhost:81/y", nil),
    ("http://h/a", "file:///etc/passwd", nil, nil), ("http://h/a", "http+unix://%2Fa/x", nil, nil),
    ("http://h/a", "https+insecure://h/a", nil, nil), ("http://h/a", "http://", nil, nil),
  ]

  @Test(arguments: redirects)
  func redirectsKeepWhatIsOfTheServer(
    _ from: String, _ to: String, _ goal: String?, _ user: String?
  ) throws {
    let url = try ServiceURL(from).redirected(to: to)
    #expect(url?.text == goal)
    #expect(url?.user == user)
  }

  static let local = [
    "http://localhost/", "http://LOCALHOST:1/", "http://127.0.0.1/", "http://127.9.9.9/",
    "http://[::1]/",
    "http://[0:0:0:0:0:0:0:1]/", "http+unix://%2Fa/",
  ]

  @Test(arguments: local)
  func loopbackIsLocal(_ address: String) throws { #expect(try ServiceURL(address).isLocal) }

  @Test(arguments: [
    "http://localhost.example/", "http://127.example/", "http://128.0.0.1/", "http://[::2]/",
  ])
  func theRestIsNot(_ address: String) throws { #expect(try !ServiceURL(address).isLocal) }
}

@Suite struct ServiceNameTests {
  static let texts: [(text: String, shown: String)] = [
    ("http://me:secret@h/x", "http://***@h/x"), ("http://me:a/b@h", "http://***@h"),
    ("ftp://me:secret@h/x", "ftp://***@h/x"), ("http://h/x", "http://h/x"), ("a@b", "a@b"),
    ("dir/x://a@b", "dir/x://a@b"), ("http://me:%zz@h:99999/x", "http://***@h:99999/x"),
  ]

  @Test(arguments: texts)
  func credentialsAreHiddenInAnyAddress(_ text: String, _ shown: String) {
    #expect(ServiceURL.withoutCredentials(text) == shown)
  }

  static let addresses: [(text: String, isHostAndPort: Bool)] = [
    ("localhost:6060", true), ("10.0.0.1:80", true), ("my-host.example:65535", true),
    ("h:0", false), ("h:65536", false), ("h", false), (":80", false), ("h:", false),
    ("a_b:80", false),
    ("C:x", false), ("a/b:80", false), ("a:b:80", false),
  ]

  @Test(arguments: addresses)
  func hostAndPortAreAPlace(_ text: String, _ isHostAndPort: Bool) {
    #expect(ServiceURL.isHostAndPort(text) == isHostAndPort)
  }

  static let names: [(address: String, file: String, profile: String)] = [
    ("http://router:6060/debug/pprof/heap", "router-6060", "heap"),
    ("http://me:secret@router/debug/pprof/heap?debug=1", "router", "heap.debug1"),
    ("http://[::1]:80/debug/pprof/profile?seconds=5", "1--80", "cpu"),
    ("http://h/debug/pprof/goroutine?debug=2&x", "h", "goroutine.debug2"),
    ("http://h/x?debug=0", "h", "x"), ("http://h/x?debug=-1", "h", "x"),
    ("http://h/x?debug=../y", "h", "x"),
    ("http://h/a%2F..%2Fb", "h", "a-2F..-2Fb"), ("http://..h/", "h", "cpu"),
    ("http+unix://%2Frun%2Fmy%20app.sock/debug/pprof/heap", "my-app.sock", "heap"),
  ]

  @Test(arguments: names)
  func namesOfFilesAreHarmless(_ address: String, _ file: String, _ profile: String) throws {
    let url = try ServiceURL(address)
    #expect(url.fileName == file)
    #expect(url.profileName == profile)
  }
}

import Testing

@testable import ProfileFormats

/// Texts that are often stored beside profiles. None may be read as stacks, except lists of a word and a number: they
/// cannot be distinguished from stacks of one frame, and are a guess.
@Suite struct FoldedLookalikeTests {
  static let lists: [(kind: String, text: String)] = [
    ("/proc/vmstat", "nr_free_pages 615337\nnr_alloc_batch 4158\nnr_inactive_anon 39\n"),
    ("time -p", "real 0.00\nuser 0.00\nsys 0.00\n"),
    ("counts of words", "the 23135851162\nof 13151942776\nand 12997637966\n"),
    ("metrics without labels or comments", "go_goroutines 178\ngo_threads 12\n"),
    ("sizes of files", "./a.txt 1200\n./b.txt 80\n./c/d.txt 3\n"),
    ("a response of one line", "OK 200\n"),
  ]

  static let others: [(kind: String, text: String)] = [
    ("an error of a proxy", "upstream connect error or reset reason: connection failure: 111\n"),
    ("an error of a proxy, parted", "no healthy upstream; retries 3\n"),
    ("a response with headers", "HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\nmain;work 5\r\n"),
    ("a web page", "<!DOCTYPE html>\n<p>a;b 404\n"),
    ("a web page, in capitals", "<HTML>\na;b 404\n"),
    ("XML", "<?xml version=\"1.0\"?>\na;b 5\n"),
    ("JSON", "{\"a;b\": 5,\n\"c;d\": 5\n}\n"),
    ("JSON on lines of its own", "{\n  a;b 5\n}\n"),
    ("a list of JSON", "[{\"name\": \"a;b\", \"count\": 5\n}]\n"),
    ("metrics", "# HELP up Whether it is up.\n# TYPE up gauge\nup 1\nlast;scrape 5\n"),
    (
      "metrics with labels",
      "http_requests_total{path=\"/a;b\",code=\"200\"} 12\nhttp_requests_total{path=\"/c;d\"} 3\n"
    ),
    ("metrics of Graphite", "disk.used;datacenter=dc1;rack=a1 42 1700000000\n"),
    ("metrics of InfluxDB", "cpu,host=a usage=5 1700000000\nmem,host=a;b used=3 1700000000\n"),
    ("metrics of StatsD", "requests:1|c\nlatency:320|ms\n"),
    ("an access log", "10.0.0.1 - - [10/Oct/2024:13:55:36 +0000] \"GET /a;b=1 HTTP/1.1\" 200 12\n"),
    ("an access log without times", "10.0.0.1 \"GET /a;b HTTP/1.1\" 200 512\n"),
    ("a log with dates", "2024-01-02 10:00:00 INFO pool;worker done 5\n"),
    ("a log with RFC 3339", "2024-01-02T10:00:00Z pool;worker done 5\n"),
    ("syslog", "Jan  2 10:00:00 host app[12]: pool;worker done 5\n"),
    ("klog", "I0102 10:00:00.123456 1 pool.go:12] pool;worker done 5\n"),
    ("a log with levels", "INFO pool;worker done 5\n[ERROR] pool;worker 6\nWARN: pool;x 7\n"),
    ("logfmt", "level=info msg=\"pool;worker\" n 5\ntime=10 pool;worker 5\n"),
    ("dmesg", "[    0.004000] pool;worker online 5\n[    1.004000] cpu 3\n"),
    ("lines with counts before", "      5 pool;worker a 7\n     12 pool;worker b 8\n"),
    ("coloured output", "\u{1B}[0;32mok\u{1B}[0m test 5\n\u{1B}[1;31mbad\u{1B}[0m test 6\n"),
    ("CSV of semicolons", "id;name;amount\n1;Alice;EUR 500\n2;Bob;EUR 20\n3;Eve;EUR 7\n"),
    ("CSV with dates", "Paris;2024-01-02;temperature 7\nRome;2024-01-02;temperature 12\n"),
    ("CSV of commas", "name,count\nmain;work,5\n\"a;b\", 7\n"),
    ("a table with tabs", "id\tname;first\t5\n7\tname;second\t6\n"),
    ("a dump of SQL", "INSERT INTO t VALUES (1,'a;b');\nCOPY t FROM stdin;\n1\ta;b\t5\n"),
    ("a gene table", "chr1\tsrc\tgene\t1\t90\t.\t+\t.\tID=g1;Name=x 5\n"),
    ("du", "4\t./a;b\n8\t./c 12\n12\t.\n"),
    ("wc", "  12  34 567 main;work 5\n"),
    ("ls -l", "total 12\n-rw-r--r-- 1 a b 5 Jan  2 10:00 main;work 5\n"),
    ("ps", "  PID TTY          TIME CMD\n    1 ?        00:00:01 sh -c a;sleep 5\n"),
    ("top", "top - 10:00:00 up 5 days\nTasks: 120 total\n%Cpu(s):  1.0 us\n"),
    ("vmstat", " r  b   swpd   free\n 1  0      0 615337\n 0  0      0 615330\n"),
    ("/proc/stat", "cpu  1 2 3 4\ncpu0 1 2 3 4\nctxt 12\nbtime 1700000000\nprocesses 7\n"),
    ("/proc/meminfo", "MemTotal:  615337 kB\nHugePages_Total:   0\n"),
    ("/proc/PID/status", "Name:\tsh\nPid:\t12\nPPid:\t1\nThreads:\t5\n"),
    ("/proc/PID/smaps", "00400000-004ef000 r-xp 00000000 08:01 131 /bin/sh\nSize: 956 kB\n"),
    ("/proc/PID/maps", "7f00-7f10 rw-p 00000000 00:00 0\n7f10-7f20 rw-p 00000000 00:00 0\n"),
    ("/proc/interrupts", "           CPU0 CPU1\n  0:   46  0\nERR:   0\nMIS:   0\n"),
    ("sysctl", "kernel.pid_max = 32768\nvm.swappiness = 60\n"),
    ("netstat -s", "Ip:\n    120 total packets received\n    0 forwarded\nIcmp: 5\n"),
    ("a package list", "Package    Version\n---------- -------\npytz 2023.3\nsix 1.16.0\n"),
    ("hashes", "d41d8cd98f00b204e9800998ecf8427e  a;b\nd41d8cd98f00b204e9800998ecf8427f  c\n"),
    ("go.sum", "example.com/a v1.0.0 h1:abc=\nexample.com/b v1.0.0/go.mod h1:abc=\n"),
    ("Go coverage", "mode: set\na.go:3.10,5.2 2 1\nb;c.go:7.1,9.2 1 0\n"),
    ("go test", "ok  \texample.com/a\t0.012s\n--- FAIL: TestA;b (0.00s)\nFAIL\n"),
    ("go test -bench", "BenchmarkA-8   \t 1000\t 1234 ns/op\nPASS\n"),
    (
      "pprof -raw",
      "PeriodType: cpu nanoseconds\nPeriod: 10000000\nSamples:\nsamples/count cpu/nanoseconds\n"
        + "          1   10000000: 1 2 3 \n          2   20000000: 4 2 3 \nLocations\n"
        + "     1: 0x1 M=1 f;g /a.go:12 s=10\n"
    ),
    (
      "pprof -top",
      "Type: cpu\nShowing nodes accounting for 5s, 100% of 5s total\n      flat  flat%\n"
    ),
    (
      "callgrind",
      "version: 1\ncreator: x\npositions: line\nevents: Ir\nfn=(1) a;b\n12 34\n+1 40\nsummary: 12\n"
        + "a;b 5\n"
    ),
    ("massif", "desc: --x\ncmd: ./a;b 5\ntime_unit: i\nsnapshot=0\ntime=0\nmem_heap_B=0\n"),
    (
      "perf report", "# Samples: 5K\n    12.34%  sh  libc.so  [.] read\n     1.00%  sh  sh  [.] a\n"
    ),
    ("perf script", "sh 12 5678.123: 1000 cycles:\n\tffff read ([kernel.kallsyms])\n"),
    ("perf stat -x", "1234;;cycles;567;100.00;;\n55;;instructions;567;100.00;;\n"),
    (
      "gprof",
      "  %   cumulative   self\n time   seconds   seconds    calls\n 33.3  0.02  0.02  7208\n"
    ),
    ("strace -c", "% time     seconds  usecs/call     calls\n 99.0    0.001    1      500 read\n"),
    ("an OBJ file", "v 1.0 2.0 3.0\nv 1.0 2.0 4.0\nf 1 2 3\n"),
    ("data of gnuplot", "0.5 17\n0.6 18\n0.7 19\n"),
    ("a C header", "#define MOST 5\n#define LEAST 1\n"),
    ("a shell script", "#!/bin/sh\nwhile true;do sleep 5\ndone\n"),
    ("an ini file", "; a comment;more 5\n[section]\nkey = 5\n"),
    ("YAML", "name: a;b\nreplicas: 3\nport: 8080\n"),
    ("minified JavaScript", "!function(){var a=1;return a}();var b;b 5\n\"use strict\";c\nd\n"),
    ("prose", "It was the best of times; it was 1859.\nThe end came in 1870\n"),
  ]

  private func confidence(_ text: String) -> Recognition.Confidence {
    let window = SourceWindow(Array(text.utf8), isWhole: true)
    return FoldedRecognition.recognise(window).confidence
  }

  @Test(arguments: lists) func aListIsAGuess(_ kind: String, _ text: String) {
    #expect(confidence(text) == .maybe)
  }

  @Test(arguments: others) func anythingElseIsNone(_ kind: String, _ text: String) {
    #expect(confidence(text) == .no)
  }

  /// A file may have many lines of the same kind.
  @Test(arguments: others) func manyOfItAreNoneEither(_ kind: String, _ text: String) {
    #expect(confidence(String(repeating: text, count: 30)) == .no)
  }
}

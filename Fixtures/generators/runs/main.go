// Command runs does the same work each time it is started, and writes a CPU profile of it to standard output.
//
// -sorting says how much of one part of the work there is: with 1.3 that part, and nothing else, takes 1.3 times as long.
package main

import (
	"bytes"
	"compress/flate"
	"crypto/sha256"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"math/big"
	"math/rand"
	"os"
	"regexp"
	"runtime"
	"runtime/debug"
	"runtime/pprof"
	"sort"
	"strings"
	"time"
)

var (
	rounds = flag.Int("rounds", 1500, "how often the work is done")
	amount = flag.Float64("sorting", 1, "how much is sorted")
	order  = rand.New(rand.NewSource(time.Now().UnixNano()))
	sink   int
)

type record struct {
	Name   string   `json:"name"`
	Values []int    `json:"values"`
	Tags   []string `json:"tags"`
}

func main() {
	flag.Parse()
	// Collections come seldom, and nothing runs beside the work: what differs from run to run is the machine.
	runtime.GOMAXPROCS(1)
	debug.SetGCPercent(800)
	if err := pprof.StartCPUProfile(os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	for round := range *rounds {
		serve(int64(round))
	}
	pprof.StopCPUProfile()
}

// serve is one round: every part of the work once. Each draws numbers of its own, so that none changes another's, and they come in
// another order in each round of each run: rounds of one length would meet the clock of the profiler at the same parts again and again.
func serve(round int64) {
	records := generating(rand.New(rand.NewSource(round)))
	encoded := encoding(records)
	parts := []func(){
		func() { decoding(encoded) },
		func() { sorting(rand.New(rand.NewSource(round))) },
		func() { packing(encoded) },
		func() { hashing(encoded) },
		func() { matching(encoded) },
		func() { counting(records) },
		func() { multiplying(rand.New(rand.NewSource(round))) },
		func() { formatting(records) },
	}
	order.Shuffle(len(parts), func(i, j int) { parts[i], parts[j] = parts[j], parts[i] })
	for _, part := range parts {
		part()
	}
}

func generating(random *rand.Rand) []record {
	records := make([]record, 300)
	for i := range records {
		values := make([]int, 20)
		for j := range values {
			values[j] = random.Intn(100000)
		}
		records[i] = record{fmt.Sprintf("record-%d", i), values, []string{"red", "green", fmt.Sprint(random.Intn(50))}}
	}
	return records
}

func encoding(records []record) []byte {
	encoded, err := json.Marshal(records)
	if err != nil {
		panic(err)
	}
	return encoded
}

func decoding(encoded []byte) {
	var records []record
	if err := json.Unmarshal(encoded, &records); err != nil {
		panic(err)
	}
	sink += len(records)
}

func sorting(random *rand.Rand) {
	names := make([]string, int(5000**amount))
	for i := range names {
		names[i] = fmt.Sprintf("%08x", random.Uint32())
	}
	sort.Slice(names, func(i, j int) bool { return names[i] < names[j] })
	sink += len(names)
}

func packing(encoded []byte) {
	writer, _ := flate.NewWriter(io.Discard, flate.DefaultCompression)
	writer.Write(encoded)
	writer.Close()
}

func hashing(encoded []byte) {
	sum := sha256.Sum256(bytes.Repeat(encoded, 12))
	sink += int(sum[0])
}

var pattern = regexp.MustCompile(`"name":"(record-[0-9]*[05])"`)

func matching(encoded []byte) { sink += len(pattern.FindAllIndex(encoded, -1)) }

func counting(records []record) {
	counts := map[int]int{}
	for range 6 {
		for _, record := range records {
			for _, value := range record.Values {
				counts[value]++
			}
		}
	}
	sink += len(counts)
}

func multiplying(random *rand.Rand) {
	product := big.NewInt(1)
	for range 450 {
		product.Mul(product, big.NewInt(random.Int63()))
	}
	sink += len(product.String())
}

func formatting(records []record) {
	var text strings.Builder
	for _, record := range records {
		fmt.Fprintf(&text, "%-20s %v %s\n", record.Name, record.Values, strings.Join(record.Tags, ","))
	}
	sink += text.Len()
}

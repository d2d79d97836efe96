// Writes gperftools' CPU and heap profile of a second of work to the folder it is given.
//
// Build: g++ -O2 -g with_gperftools.cpp -o router -ltcmalloc_and_profiler
#include <gperftools/heap-profiler.h>
#include <gperftools/profiler.h>

#include <chrono>
#include <fstream>
#include <map>
#include <memory>
#include <numeric>
#include <string>
#include <vector>

namespace router {

template <typename Key, typename Value>
class Table {
 public:
  void add(const Key& key, Value value) { entries_[key].push_back(std::move(value)); }
  [[gnu::noinline]] long total() const {
    long sum = 0;
    for (const auto& [key, values] : entries_) sum += values.size() + key.size();
    return sum;
  }

 private:
  std::map<Key, std::vector<Value>> entries_;
};

struct Event {
  std::string topic;
  std::unique_ptr<char[]> payload;
};

[[gnu::noinline]] long hash(const std::string& topic) {
  return std::accumulate(topic.begin(), topic.end(), 0L, [](long sum, char letter) { return sum * 31 + letter; });
}

[[gnu::noinline]] long publish(Table<std::string, Event>& table, int count) {
  long sum = 0;
  for (int number = 0; number < count; ++number) {
    std::string topic = "orders." + std::to_string(number % 100);
    sum += hash(topic);
    table.add(topic, Event{topic, std::make_unique<char[]>(4096)});
  }
  return sum;
}

[[gnu::noinline]] int recurse(int depth) { return depth == 0 ? 0 : 1 + recurse(depth - 1); }

[[gnu::noinline]] long serve(std::chrono::milliseconds duration) {
  long sum = 0;
  const auto end = std::chrono::steady_clock::now() + duration;
  while (std::chrono::steady_clock::now() < end) {
    Table<std::string, Event> table;
    sum += publish(table, 500) + table.total() + recurse(60);
  }
  return sum;
}

}  // namespace router

int main(int, char** arguments) {
  const std::string folder = arguments[1];
  ProfilerStart((folder + "/gperftools.cpu").c_str());
  volatile long sum = router::serve(std::chrono::milliseconds(1200));
  ProfilerStop();

  HeapProfilerStart((folder + "/router").c_str());
  router::Table<std::string, router::Event> kept;
  sum = sum + router::publish(kept, 300) + router::serve(std::chrono::milliseconds(20));
  std::unique_ptr<char, void (*)(void*)> text(GetHeapProfile(), free);
  std::ofstream(folder + "/gperftools.heap") << text.get();
  HeapProfilerStop();
  return kept.total() > 0 ? 0 : 1;
}

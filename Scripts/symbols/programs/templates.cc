// Templates, namespaces without a name, operators, lambdas.
#include <map>
#include <string>
#include <vector>

namespace shapes {
template <typename Number>
struct Box {
    std::vector<Number> numbers;
    __attribute__((noinline)) Number sum(Number start) const {
        for (Number number : numbers) start += number;
        return start;
    }
    __attribute__((noinline)) Number operator()(Number number) const { return sum(number) * 2; }
};
}  // namespace shapes

namespace {
__attribute__((noinline)) int secret(const std::map<std::string, int> &named) {
    int sum = 0;
    for (const auto &[name, number] : named) sum += number + static_cast<int>(name.size());
    return sum;
}
}  // namespace

int main(int count, char **words) {
    shapes::Box<int> box;
    shapes::Box<double> other;
    std::map<std::string, int> named;
    for (int index = 0; index < count; index++) {
        box.numbers.push_back(index);
        other.numbers.push_back(index / 2.0);
        named[words[index]] = index;
    }
    auto twice = [&](int number) __attribute__((noinline)) { return box(number) + secret(named); };
    return (twice(count) + static_cast<int>(other(1.5))) & 0;
}

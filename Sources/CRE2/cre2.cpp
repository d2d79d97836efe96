#include "cre2.h"

#include <re2/re2.h>

#include <cstdlib>
#include <cstring>
#include <new>
#include <string>

struct cre2_pattern {
  RE2 re;
  cre2_pattern(const re2::StringPiece &text, const RE2::Options &options) : re(text, options) {}
};

cre2_pattern *cre2_compile(const uint8_t *pattern, size_t length, int64_t memory_budget, bool captures) {
  try {
    RE2::Options options;
    options.set_log_errors(false);
    options.set_never_capture(!captures);
    options.set_max_mem(memory_budget);
    re2::StringPiece text(reinterpret_cast<const char *>(pattern), length);
    return new cre2_pattern(text, options);
  } catch (...) {
    return nullptr;
  }
}

void cre2_free(cre2_pattern *pattern) { delete pattern; }

int cre2_error_code(const cre2_pattern *pattern) { return pattern->re.error_code(); }

const uint8_t *cre2_error_fragment(const cre2_pattern *pattern, size_t *length) {
  const std::string &fragment = pattern->re.error_arg();
  *length = fragment.size();
  return reinterpret_cast<const uint8_t *>(fragment.data());
}

bool cre2_matches(const cre2_pattern *pattern, const uint8_t *text, size_t length) {
  try {
    re2::StringPiece piece(reinterpret_cast<const char *>(text), length);
    return pattern->re.Match(piece, 0, length, RE2::UNANCHORED, nullptr, 0);
  } catch (...) {
    return false;
  }
}

bool cre2_first_group(const cre2_pattern *pattern, const uint8_t *text, size_t length, size_t *start, size_t *end) {
  try {
    RE2::Options options;
    options.set_log_errors(false);
    RE2 re(pattern->re.pattern(), options);
    if (!re.ok()) return false;
    const char *begin = reinterpret_cast<const char *>(text);
    re2::StringPiece groups[2];
    int wanted = re.NumberOfCapturingGroups() > 0 ? 2 : 1;
    if (!re.Match(re2::StringPiece(begin, length), 0, length, RE2::UNANCHORED, groups, wanted)) return false;
    const re2::StringPiece &found = groups[wanted - 1];
    if (found.data() == nullptr) return false;
    *start = static_cast<size_t>(found.data() - begin);
    *end = *start + found.size();
    return true;
  } catch (...) {
    return false;
  }
}

int cre2_group_count(const cre2_pattern *pattern) { return pattern->re.NumberOfCapturingGroups(); }

int cre2_replace(const cre2_pattern *pattern, const uint8_t *text, size_t length, const uint8_t *replacement,
                 size_t replacement_length, uint8_t **result, size_t *result_length) {
  try {
    std::string changed(reinterpret_cast<const char *>(text), length);
    re2::StringPiece rewrite(reinterpret_cast<const char *>(replacement), replacement_length);
    int count = RE2::GlobalReplace(&changed, pattern->re, rewrite);
    if (count <= 0) return 0;
    *result = static_cast<uint8_t *>(malloc(changed.size() + 1));
    if (*result == nullptr) return -1;
    memcpy(*result, changed.data(), changed.size());
    *result_length = changed.size();
    return count;
  } catch (...) {
    return -1;
  }
}

void cre2_free_text(uint8_t *text) { free(text); }

#ifndef CRE2_H
#define CRE2_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// RE2 through a few C functions. None of them throws; a pattern may be used by several threads.
typedef struct cre2_pattern cre2_pattern;

// Compiles a pattern; NULL when there is no memory. It must be freed, also when it is in error. Without captures, groups
// cost nothing, and no text is put in place of matches.
cre2_pattern *cre2_compile(const uint8_t *pattern, size_t length, int64_t memory_budget, bool captures);
void cre2_free(cre2_pattern *pattern);

// RE2::ErrorCode, 0 for none.
int cre2_error_code(const cre2_pattern *pattern);

// The part of the pattern that is in error; it lives as long as the pattern.
const uint8_t *cre2_error_fragment(const cre2_pattern *pattern, size_t *length);

// Whether the pattern matches somewhere in a text, which has to be UTF-8.
bool cre2_matches(const cre2_pattern *pattern, const uint8_t *text, size_t length);

// Where the first group of a pattern, which must be in no error, lies in a text, or the whole match if it has no
// group; false if it does not match or the group takes no part. The pattern is compiled for each call.
bool cre2_first_group(const cre2_pattern *pattern, const uint8_t *text, size_t length, size_t *start, size_t *end);

// How many groups a pattern has.
int cre2_group_count(const cre2_pattern *pattern);

// Puts a text in place of every match in another, which has to be UTF-8; `\1` in it is what the first group matched. It
// gives how many matches there are, -1 when there is no memory; if there are any, the result must be freed by
// `cre2_free_text`.
int cre2_replace(const cre2_pattern *pattern, const uint8_t *text, size_t length, const uint8_t *replacement,
                 size_t replacement_length, uint8_t **result, size_t *result_length);
void cre2_free_text(uint8_t *text);

#ifdef __cplusplus
}
#endif

#endif

// An answer is pulled by its reader: libcurl's multi interface runs until a block has come, so that no answer needs a thread,
// and none grows in memory while its reader is busy.

#define _GNU_SOURCE

#include "cfetch.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <netdb.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#ifdef __linux__
#include <openssl/crypto.h>
#include <openssl/ssl.h>
#endif
#ifdef __GLIBC__
#include <nss.h>
#endif

enum { POLL_MS = 100, MOST_HEADER_BYTES = 256 << 10 };

struct cfetch_connection {
    CURL *easy;
    CURLM *multi;
    struct curl_slist *headers;
    uint8_t *bytes;  // the block that comes
    size_t count, capacity;
    bool is_running;
    bool has_authorities;  // whether it has read those of TLS, which takes long
    int result;
    long silence_ms;
    int64_t heard_ms;  // when the last byte came; 0 before the first
    size_t header_bytes;
    bool is_chunked, has_length, has_bad_length, has_head;
    curl_off_t length;
    char details[CURL_ERROR_SIZE];
    char certificate[512];
};

static int64_t now_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

void cfetch_prepare(void) {
#ifdef __GLIBC__
    // A statically linked program must not load what the system's nsswitch.conf names: other versions of it end it by a signal.
    __nss_configure_lookup("hosts", "files dns");
#endif
#ifdef __linux__
    // openssl.cnf may name modules to load.
    OPENSSL_init_ssl(OPENSSL_INIT_NO_LOAD_CONFIG, NULL);
#endif
    curl_global_init(CURL_GLOBAL_DEFAULT);
}

// libcurl's own function asks libraries that a static program does not have.
const char *cfetch_version(void) {
    static char text[128];
#ifdef __linux__
    snprintf(text, sizeof text, "libcurl %s, OpenSSL %s", LIBCURL_VERSION, OpenSSL_version(OPENSSL_VERSION_STRING));
#else
    snprintf(text, sizeof text, "libcurl %s", LIBCURL_VERSION);
#endif
    return text;
}

// Sending to a peer that is gone raises SIGPIPE, which is the program's for its output. What is raised meanwhile is taken away.
static void hold_sigpipe(sigset_t *before) {
    sigset_t pipe_only;
    sigemptyset(&pipe_only);
    sigaddset(&pipe_only, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe_only, before);
}

static void release_sigpipe(const sigset_t *before) {
#ifdef __linux__
    if (!sigismember(before, SIGPIPE)) {
        const struct timespec at_once = {0, 0};
        sigset_t pipe_only;
        sigemptyset(&pipe_only);
        sigaddset(&pipe_only, SIGPIPE);
        while (sigtimedwait(&pipe_only, NULL, &at_once) == SIGPIPE) {}
    }
#endif
    pthread_sigmask(SIG_SETMASK, before, NULL);
}

// A server may send any number of answers before the last one (100 Continue); what was noted of those is forgotten.
static void begin_head(cfetch_connection *connection) {
    connection->is_chunked = connection->has_length = connection->has_bad_length = connection->has_head = false;
    connection->length = 0;
}

static bool is_named(const char *line, size_t count, const char *name) {
    size_t length = strlen(name);
    return count > length && strncasecmp(line, name, length) == 0;
}

static void note_length(cfetch_connection *connection, const char *text, size_t count) {
    curl_off_t length = 0;
    size_t at = 0, digits = 0;
    while (at < count && (text[at] == ' ' || text[at] == '\t')) at++;
    for (; at < count && text[at] >= '0' && text[at] <= '9' && digits < 19; at++, digits++) length = length * 10 + (text[at] - '0');
    while (at < count && (text[at] == ' ' || text[at] == '\t' || text[at] == '\r' || text[at] == '\n')) at++;
    bool differs = connection->has_length && connection->length != length;
    if (digits == 0 || digits > 18 || at < count || differs) connection->has_bad_length = true;
    connection->has_length = true;
    connection->length = length;
}

static size_t take_header(char *line, size_t size, size_t count, void *user) {
    cfetch_connection *connection = user;
    count *= size;
    connection->heard_ms = now_ms();
    connection->header_bytes += count;
    if (connection->header_bytes > MOST_HEADER_BYTES) {
        connection->result = CFETCH_ENDLESS_HEADERS;
        return 0;
    }
    if (is_named(line, count, "HTTP/")) begin_head(connection);
    if (count <= 2) connection->has_head = true;
    if (is_named(line, count, "transfer-encoding:") && memmem(line, count, "chunked", 7)) connection->is_chunked = true;
    if (is_named(line, count, "content-length:")) note_length(connection, line + 15, count - 15);
    return count;
}

static size_t take_bytes(char *bytes, size_t size, size_t count, void *user) {
    cfetch_connection *connection = user;
    count *= size;
    connection->heard_ms = now_ms();
    if (connection->count + count > connection->capacity) {
        size_t capacity = (connection->count + count) * 2;
        uint8_t *larger = realloc(connection->bytes, capacity);
        if (!larger) {
            connection->result = CFETCH_OUT_OF_MEMORY;
            return 0;
        }
        connection->bytes = larger;
        connection->capacity = capacity;
    }
    memcpy(connection->bytes + connection->count, bytes, count);
    connection->count += count;
    return count;
}

// Of the connections that it keeps, only the last is of use.
static CURLM *open_multi(void) {
    CURLM *multi = curl_multi_init();
    if (multi) curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, 1L);
    return multi;
}

cfetch_connection *cfetch_open(void) {
    cfetch_connection *connection = calloc(1, sizeof *connection);
    if (!connection) return NULL;
    connection->easy = curl_easy_init();
    connection->multi = open_multi();
    if (connection->easy && connection->multi) return connection;
    cfetch_close(connection);
    return NULL;
}

static void end(cfetch_connection *connection) {
    if (connection->is_running) curl_multi_remove_handle(connection->multi, connection->easy);
    connection->is_running = false;
    curl_slist_free_all(connection->headers);
    connection->headers = NULL;
}

void cfetch_close(cfetch_connection *connection) {
    if (!connection) return;
    sigset_t before;
    hold_sigpipe(&before);
    end(connection);
    if (connection->easy) curl_easy_cleanup(connection->easy);
    if (connection->multi) curl_multi_cleanup(connection->multi);
    release_sigpipe(&before);
    free(connection->bytes);
    free(connection);
}

bool cfetch_forget(cfetch_connection *connection) {
    sigset_t before;
    hold_sigpipe(&before);
    end(connection);
    curl_easy_cleanup(connection->easy);
    connection->easy = curl_easy_init();
    // What stays open is a goroutine of the service. The authorities would go with the connections, so of TLS one may stay.
    if (!connection->has_authorities) {
        curl_multi_cleanup(connection->multi);
        connection->multi = open_multi();
    }
    release_sigpipe(&before);
    return connection->easy && connection->multi;
}

#define SET(option, value) (curl_easy_setopt(easy, option, value) == CURLE_OK)

static bool set_transport(CURL *easy, const cfetch_request *request) {
    return SET(CURLOPT_URL, request->url) && SET(CURLOPT_PROTOCOLS_STR, "http,https") &&
        // Without it TLS would agree on HTTP/2, of which this build of libcurl has a half only.
        SET(CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1) && SET(CURLOPT_UNIX_SOCKET_PATH, request->unix_socket) &&
        SET(CURLOPT_PROXY, request->proxy) && SET(CURLOPT_PROXYUSERNAME, request->proxy_user) &&
        // Else the environment says who is asked directly.
        SET(CURLOPT_PROXYPASSWORD, request->proxy_password) && SET(CURLOPT_NOPROXY, "") && SET(CURLOPT_PATH_AS_IS, 1L) &&
        SET(CURLOPT_USERAGENT, request->user_agent) && SET(CURLOPT_USERNAME, request->user) &&
        SET(CURLOPT_PASSWORD, request->password) && SET(CURLOPT_COOKIEFILE, "");
}

static bool set_limits(CURL *easy, const cfetch_request *request) {
    return SET(CURLOPT_TIMEOUT_MS, request->timeout_ms) && SET(CURLOPT_CONNECTTIMEOUT_MS, request->connect_timeout_ms) &&
        SET(CURLOPT_NOSIGNAL, 1L) &&
        // Else a name server that is silent holds the process after the limit.
        SET(CURLOPT_QUICK_EXIT, 1L);
}

static bool set_tls(CURL *easy, const cfetch_request *request) {
    long verifies = !request->accepts_any_certificate;
    return SET(CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2) && SET(CURLOPT_SSL_VERIFYPEER, verifies) &&
        SET(CURLOPT_SSL_VERIFYHOST, verifies * 2) && SET(CURLOPT_CAINFO, request->ca_file) &&
        SET(CURLOPT_CAPATH, request->ca_folder) && SET(CURLOPT_PROXY_CAINFO, request->ca_file) &&
        SET(CURLOPT_PROXY_CAPATH, request->ca_folder) && SET(CURLOPT_SSLCERT, request->certificate_file) &&
        SET(CURLOPT_SSLKEY, request->key_file) &&
        // Else OpenSSL asks the terminal for that of a key that is encrypted, for as long as it takes.
        SET(CURLOPT_KEYPASSWD, "") && SET(CURLOPT_CERTINFO, 1L) && SET(CURLOPT_CA_CACHE_TIMEOUT, 3600L);
}

static bool set_callbacks(CURL *easy, cfetch_connection *connection) {
    return SET(CURLOPT_WRITEFUNCTION, take_bytes) && SET(CURLOPT_WRITEDATA, connection) &&
        SET(CURLOPT_HEADERFUNCTION, take_header) && SET(CURLOPT_HEADERDATA, connection) &&
        SET(CURLOPT_ERRORBUFFER, connection->details) && SET(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
}

static bool set_headers(cfetch_connection *connection, const cfetch_request *request) {
    CURL *easy = connection->easy;
    for (size_t index = 0; index < request->header_count; index++) {
        struct curl_slist *longer = curl_slist_append(connection->headers, request->headers[index]);
        if (!longer) return false;
        connection->headers = longer;
    }
    return SET(CURLOPT_HTTPHEADER, connection->headers);
}

static bool set_body(CURL *easy, const cfetch_request *request) {
    if (!request->body) return true;
    // The length comes first, for it says how much is copied.
    return SET(CURLOPT_POST, 1L) && SET(CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)request->body_length) &&
        SET(CURLOPT_COPYPOSTFIELDS, request->body);
}

bool cfetch_begin(cfetch_connection *connection, const cfetch_request *request) {
    CURL *easy = connection->easy;
    end(connection);
    curl_easy_reset(easy);
    begin_head(connection);
    connection->count = connection->header_bytes = 0;
    connection->result = CFETCH_OK;
    connection->heard_ms = 0;
    connection->silence_ms = request->silence_ms;
    connection->details[0] = connection->certificate[0] = 0;
    connection->has_authorities = connection->has_authorities || strncmp(request->url, "https:", 6) == 0;
    if (!set_transport(easy, request) || !set_limits(easy, request) || !set_tls(easy, request) ||
        !set_callbacks(easy, connection) || !set_headers(connection, request) || !set_body(easy, request))
        return false;
    connection->is_running = curl_multi_add_handle(connection->multi, easy) == CURLM_OK;
    return connection->is_running;
}

static bool has_time(CURL *easy, CURLINFO info) {
    curl_off_t microseconds = 0;
    return curl_easy_getinfo(easy, info, &microseconds) == CURLE_OK && microseconds > 0;
}

// Whether the answer has ended, whole or not.
static bool has_ended(cfetch_connection *connection) {
    int left;
    CURLMsg *message;
    bool ended = false;
    while ((message = curl_multi_info_read(connection->multi, &left))) {
        if (message->msg != CURLMSG_DONE) continue;
        ended = true;
        if (connection->result) continue;
        connection->result = message->data.result;
        // libcurl's own limit for one header.
        bool is_in_head = has_time(connection->easy, CURLINFO_STARTTRANSFER_TIME_T) && !connection->has_head;
        if (connection->result == CFETCH_OUT_OF_MEMORY && is_in_head) connection->result = CFETCH_ENDLESS_HEADERS;
    }
    return ended;
}

static bool is_silent(const cfetch_connection *connection) {
    return connection->heard_ms && now_ms() - connection->heard_ms > connection->silence_ms;
}

static void wait_for_block(cfetch_connection *connection) {
    while (connection->is_running && connection->count == 0) {
        int running;
        CURLMcode code = curl_multi_perform(connection->multi, &running);
        if (code == CURLM_OUT_OF_MEMORY) connection->result = CFETCH_OUT_OF_MEMORY;
        if (has_ended(connection) || code != CURLM_OK) {
            connection->is_running = false;
            curl_multi_remove_handle(connection->multi, connection->easy);
        } else if (connection->count == 0 && is_silent(connection)) {
            connection->result = CFETCH_SILENT;
            return;
        } else if (connection->count == 0) {
            curl_multi_poll(connection->multi, NULL, 0, POLL_MS, NULL);
        }
    }
}

int cfetch_next(cfetch_connection *connection, const uint8_t **bytes, size_t *count) {
    sigset_t before;
    hold_sigpipe(&before);
    connection->count = 0;
    // The time that its reader took is not the server's.
    if (connection->heard_ms) connection->heard_ms = now_ms();
    wait_for_block(connection);
    release_sigpipe(&before);
    *bytes = connection->bytes;
    *count = connection->count;
    // What came before a failure is given first; the failure stays.
    return connection->count ? CFETCH_OK : connection->result;
}

// The first certificate's names, of which there may be many.
static const char *certificate_names(cfetch_connection *connection) {
    struct curl_certinfo *chain = NULL;
    static const char alternative[] = "X509v3 Subject Alternative Name:", subject[] = "Subject:";
    if (curl_easy_getinfo(connection->easy, CURLINFO_CERTINFO, &chain) != CURLE_OK || !chain || chain->num_of_certs < 1) return NULL;
    const char *found = NULL;
    for (struct curl_slist *item = chain->certinfo[0]; item; item = item->next) {
        if (strncmp(item->data, alternative, sizeof alternative - 1) == 0) found = item->data + sizeof alternative - 1;
        if (!found && strncmp(item->data, subject, sizeof subject - 1) == 0) found = item->data + sizeof subject - 1;
    }
    if (!found) return NULL;
    snprintf(connection->certificate, sizeof connection->certificate, "%s", found);
    return connection->certificate;
}

void cfetch_inspect(cfetch_connection *connection, cfetch_answer *answer) {
    CURL *easy = connection->easy;
    long status = 0, proxy_status = 0, system_error = 0;
    char *redirect = NULL;
    memset(answer, 0, sizeof *answer);
    curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(easy, CURLINFO_HTTP_CONNECTCODE, &proxy_status);
    curl_easy_getinfo(easy, CURLINFO_OS_ERRNO, &system_error);
    curl_easy_getinfo(easy, CURLINFO_REDIRECT_URL, &redirect);
    curl_off_t elapsed = 0;
    curl_easy_getinfo(easy, CURLINFO_TOTAL_TIME_T, &elapsed);
    curl_easy_getinfo(easy, CURLINFO_SSL_VERIFYRESULT, &answer->verification);
    answer->status = (int)status;
    answer->proxy_status = (int)proxy_status;
    answer->length = connection->has_length && !connection->is_chunked ? connection->length : -1;
    answer->is_chunked = connection->is_chunked;
    answer->has_bad_length = connection->has_bad_length;
    answer->is_looked_up = has_time(easy, CURLINFO_NAMELOOKUP_TIME_T);
    answer->is_connected = has_time(easy, CURLINFO_PRETRANSFER_TIME_T);
    answer->has_begun = has_time(easy, CURLINFO_STARTTRANSFER_TIME_T);
    answer->elapsed_us = elapsed;
    answer->system_error = (int)system_error;
    answer->details = connection->details;
    answer->redirect = redirect;
    answer->certificate = certificate_names(connection);
}

const char *cfetch_header(cfetch_connection *connection, const char *name) {
    struct curl_header *header = NULL;
    CURLHcode code = curl_easy_header(connection->easy, name, 0, CURLH_HEADER, -1, &header);
    if (code != CURLHE_OK || !header) return NULL;
    // The last one counts, as in Go.
    if (header->amount > 1) curl_easy_header(connection->easy, name, header->amount - 1, CURLH_HEADER, -1, &header);
    return header->value;
}

int cfetch_parse_address(const char *text, uint8_t bytes[16]) {
    if (inet_pton(AF_INET, text, bytes) == 1) return 4;
    return inet_pton(AF_INET6, text, bytes) == 1 ? 16 : 0;
}

bool cfetch_is_unknown_host(const char *name) {
    struct addrinfo *found = NULL;
    int code = getaddrinfo(name, NULL, NULL, &found);
    if (found) freeaddrinfo(found);
#ifdef EAI_NODATA
    if (code == EAI_NODATA) return true;
#endif
    return code == EAI_NONAME;
}

#ifndef CFETCH_H
#define CFETCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// HTTP/1.1 over libcurl, a block of bytes at a time. A connection may be used by one thread at a time; several may run side by side.
typedef struct cfetch_connection cfetch_connection;

// What is asked. Texts may be NULL where nothing is to be said; all are copied.
typedef struct {
    const char *url;
    const char *unix_socket;
    const char *proxy;  // "" for none
    const char *proxy_user;
    const char *proxy_password;
    const char *user;
    const char *password;
    const char *user_agent;
    const char *ca_file;
    const char *ca_folder;
    const char *certificate_file;
    const char *key_file;
    const char *const *headers;
    size_t header_count;
    const uint8_t *body;  // what is sent by POST; NULL to ask by GET
    size_t body_length;
    long timeout_ms;  // for all of an answer
    long connect_timeout_ms;
    long silence_ms;  // without a byte after the first
    bool accepts_any_certificate;
} cfetch_request;

// Why there is no answer, or no more of it. The numbers are those of libcurl where nothing else is said.
typedef enum {
    CFETCH_OK = 0,
    CFETCH_URL_MALFORMED = 3,
    CFETCH_NO_PROXY_NAME = 5,
    CFETCH_NO_NAME = 6,
    CFETCH_NOT_CONNECTED = 7,
    CFETCH_NO_HTTP = 8,
    CFETCH_CUT_SHORT = 18,
    CFETCH_OUT_OF_MEMORY = 27,
    CFETCH_TIMED_OUT = 28,
    CFETCH_TLS_FAILED = 35,
    CFETCH_NOTHING_CAME = 52,
    CFETCH_RECEIVE_FAILED = 56,
    CFETCH_BAD_CLIENT_CERTIFICATE = 58,
    CFETCH_UNTRUSTED = 60,
    CFETCH_BAD_AUTHORITIES = 77,
    CFETCH_PROXY_FAILED = 97,
    CFETCH_SILENT = 1000,          // ours: nothing came for `silence_ms`
    CFETCH_ENDLESS_HEADERS = 1001  // ours
} cfetch_result;

// How far an answer came. Its texts live until the next request of the connection.
typedef struct {
    int status;              // 0 when there is none
    int proxy_status;        // what the proxy said to CONNECT
    int64_t length;          // as announced; -1 when it is not
    bool is_chunked;
    bool has_bad_length;     // lengths that contradict each other, or are no number
    bool is_looked_up;       // the name
    bool is_connected;       // TLS and tunnel included
    bool has_begun;          // the first byte came
    int64_t elapsed_us;      // since the beginning
    int system_error;        // errno of the failed connect
    long verification;       // X509_V_ERR_…
    const char *details;     // libcurl's own words
    const char *redirect;    // NULL when it leads nowhere else
    const char *certificate; // the names the server's certificate is for; NULL when not known
} cfetch_answer;

// Prepares the process; to be called before the first connection, by one thread.
void cfetch_prepare(void);

cfetch_connection *cfetch_open(void);
void cfetch_close(cfetch_connection *connection);

// Forgets the service and its cookies, so that another can be asked; what is known of authorities is kept, for reading those
// takes as long as a request. False when there is no memory.
bool cfetch_forget(cfetch_connection *connection);

// Begins a request, and ends the one before. False when there is no memory or an option cannot be taken.
bool cfetch_begin(cfetch_connection *connection, const cfetch_request *request);

// The next bytes, which live until the next call; none at the end. Anything but CFETCH_OK ends the answer.
int cfetch_next(cfetch_connection *connection, const uint8_t **bytes, size_t *count);

// What is known of the answer so far.
void cfetch_inspect(cfetch_connection *connection, cfetch_answer *answer);

// The last header of that name; NULL when there is none.
const char *cfetch_header(cfetch_connection *connection, const char *name);

// Whether there is no host of that name, as far as any name server says; false when none says anything.
bool cfetch_is_unknown_host(const char *name);

// The bytes of a host's number: 4, or 16 of IPv6; 0 when it is none.
int cfetch_parse_address(const char *text, uint8_t bytes[16]);

// The versions of libcurl, as it was built with, and of OpenSSL.
const char *cfetch_version(void);

#endif

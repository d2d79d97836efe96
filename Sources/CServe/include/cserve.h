#ifndef CSERVE_H
#define CSERVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// HTTP/1.1 over libmicrohttpd: one request a connection, a thread for each.
typedef struct cserve_server cserve_server;

typedef struct {
    const char *name, *value;
} cserve_header;

// What was asked. Nothing is decoded. All of it lives until the handler returns.
typedef struct {
    const char *method;
    const char *target;
    const cserve_header *headers;
    size_t header_count;
    const uint8_t *body;
    size_t body_count;
    bool has_body;  // false as long as only the header has come
    int socket;     // of the connection
} cserve_request;

// Whether the other side of a connection whose request is being answered has hung up, or will send no more.
bool cserve_is_gone(int socket);

// What is answered; all of it is copied.
typedef struct cserve_answer cserve_answer;
void cserve_set_status(cserve_answer *answer, unsigned status);
void cserve_add_header(cserve_answer *answer, const char *name, const char *value);
// False where there is no room: too much is held of other bodies and answers.
bool cserve_set_body(cserve_answer *answer, const uint8_t *bytes, size_t count);
// Asks for the body in place of an answer; one that has more bytes ends the connection. False where there is no room.
bool cserve_want_body(cserve_answer *answer, size_t most);

// Called in the thread of a connection when a header has come, and once more with the body if it was wanted.
typedef void (*cserve_handler)(void *context, const cserve_request *request, cserve_answer *answer);

// How much of one connection, and how long, is borne.
typedef struct {
    unsigned connections;  // beyond them the longest silent one is sent away, or the last
    size_t held_bytes;     // of all bodies and answers together
    size_t header_bytes;
    int64_t header_ms;  // from the beginning of the connection
    int64_t body_ms;    // from the header
    int64_t answer_ms;  // from the answer
    unsigned idle_s;    // without a byte either way
} cserve_limits;

// A listening socket; -1 with errno where there is none.
int cserve_listen_on_address(const char *address, uint16_t port);
// The same at a path, for its owner alone. A socket that nobody listens to is replaced, nothing else is.
int cserve_listen_at_path(const char *path);
// The port of a socket; 0 where it has none.
uint16_t cserve_port(int socket);

// Starts to serve; NULL where that cannot be. The server has the socket from then on.
cserve_server *cserve_start(int socket, const cserve_limits *limits, cserve_handler handler, void *context);
// Takes no more connections.
void cserve_quiesce(cserve_server *server);
// How many connections are open.
size_t cserve_open_connections(cserve_server *server);
// Waits for all handlers to return, and frees the server.
void cserve_stop(cserve_server *server);

// Fills bytes with what nobody can guess; false where the system gives none.
bool cserve_random(uint8_t *bytes, size_t count);

#endif

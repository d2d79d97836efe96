// What libmicrohttpd does not do is done here: no connection lasts longer than it may, however it spends its time, and a
// request is handed on as it came.

#define _GNU_SOURCE  // POLLRDHUP
#include "cserve.h"

#include <microhttpd.h>
#include <poll.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum {
    WATCH_US = 100 * 1000,
    FIRST_BODY_BYTES = 64 << 10,
    // What little takes, as the answer that there is no room, is always to be had.
    FREE_BYTES = 64 << 10,
    // How many connections more are taken for the moment in which they, or older ones, are sent away.
    SPARE_CONNECTIONS = 32
};

// An open connection, in the list of its server.
struct connection {
    int socket;
    bool is_silent;   // whether its header has not come
    bool is_leaving;  // whether it was sent away, and is not counted any more
    int64_t deadline_ms;
    struct connection *next, **link;
};

struct cserve_server {
    struct MHD_Daemon *daemon;
    cserve_limits limits;
    cserve_handler handler;
    void *context;
    pthread_mutex_t lock;
    pthread_t watch;
    bool is_ending;
    struct connection *connections;
    size_t count;
    size_t held;  // bytes of bodies and answers
};

struct cserve_answer {
    cserve_server *server;
    struct state *state;
    unsigned status;
    struct MHD_Response *response;
    bool wants_body;
    size_t most;
};

// What is known of a request from its first line to its end.
struct state {
    char *target;
    bool is_read;  // whether the header has been handed on
    uint8_t *body;
    size_t count, capacity, most;
    size_t held;  // what it has of the server's room
};

static int64_t now_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

// MARK: Time

static void *watch(void *context) {
    cserve_server *server = context;
    for (;;) {
        usleep(WATCH_US);
        pthread_mutex_lock(&server->lock);
        bool is_ending = server->is_ending;
        int64_t now = now_ms();
        for (struct connection *each = server->connections; each != NULL; each = each->next)
            if (each->deadline_ms < now) shutdown(each->socket, SHUT_RDWR);
        pthread_mutex_unlock(&server->lock);
        if (is_ending) return NULL;
    }
}

// Says how long a connection may go on whose header has come.
static void set_deadline(cserve_server *server, struct connection *connection, int64_t ms) {
    if (connection == NULL) return;
    pthread_mutex_lock(&server->lock);
    connection->is_silent = false;
    connection->deadline_ms = now_ms() + ms;
    pthread_mutex_unlock(&server->lock);
}

// MARK: Room

static bool hold(cserve_server *server, struct state *state, size_t count) {
    if (count <= FREE_BYTES) return true;
    pthread_mutex_lock(&server->lock);
    bool has_room = count <= server->limits.held_bytes - server->held;
    if (has_room) {
        server->held += count;
        state->held += count;
    }
    pthread_mutex_unlock(&server->lock);
    return has_room;
}

static void let_go(cserve_server *server, struct state *state) {
    pthread_mutex_lock(&server->lock);
    server->held -= state->held;
    state->held = 0;
    pthread_mutex_unlock(&server->lock);
}

// Sends somebody away if there are too many: who has been silent for longest, or who comes last. Else those who say nothing
// would keep all others out.
static void make_room_for(cserve_server *server, struct connection *newest) {
    if (server->count <= server->limits.connections) return;
    struct connection *oldest = newest;
    for (struct connection *each = server->connections; each != NULL; each = each->next)
        if (each->is_silent && !each->is_leaving) oldest = each;
    oldest->is_leaving = true;
    server->count--;
    shutdown(oldest->socket, SHUT_RDWR);
}

static void begin(cserve_server *server, struct MHD_Connection *from, void **context) {
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(from, MHD_CONNECTION_INFO_CONNECTION_FD);
    struct connection *connection = calloc(1, sizeof *connection);
    if (connection == NULL || info == NULL) {
        free(connection);
        return;
    }
    connection->socket = info->connect_fd;
    connection->is_silent = true;
    connection->deadline_ms = now_ms() + server->limits.header_ms;
    pthread_mutex_lock(&server->lock);
    connection->next = server->connections;
    connection->link = &server->connections;
    if (connection->next != NULL) connection->next->link = &connection->next;
    server->connections = connection;
    server->count++;
    make_room_for(server, connection);
    pthread_mutex_unlock(&server->lock);
    *context = connection;
}

static void end(cserve_server *server, struct connection *connection) {
    pthread_mutex_lock(&server->lock);
    *connection->link = connection->next;
    if (connection->next != NULL) connection->next->link = connection->link;
    if (!connection->is_leaving) server->count--;
    pthread_mutex_unlock(&server->lock);
    free(connection);
}

static void notified(void *context, struct MHD_Connection *from, void **of_socket,
                     enum MHD_ConnectionNotificationCode what) {
    if (what == MHD_CONNECTION_NOTIFY_STARTED) begin(context, from, of_socket);
    else if (*of_socket != NULL) end(context, *of_socket);
}

// MARK: Answers

void cserve_set_status(cserve_answer *answer, unsigned status) { answer->status = status; }

bool cserve_want_body(cserve_answer *answer, size_t most) {
    if (!hold(answer->server, answer->state, most)) return false;
    answer->wants_body = true;
    answer->most = most;
    return true;
}

bool cserve_set_body(cserve_answer *answer, const uint8_t *bytes, size_t count) {
    if (!hold(answer->server, answer->state, count)) return false;
    if (answer->response != NULL) MHD_destroy_response(answer->response);
    answer->response = MHD_create_response_from_buffer(count, (void *)bytes, MHD_RESPMEM_MUST_COPY);
    return answer->response != NULL;
}

void cserve_add_header(cserve_answer *answer, const char *name, const char *value) {
    if (answer->response == NULL) cserve_set_body(answer, NULL, 0);
    if (answer->response != NULL) MHD_add_response_header(answer->response, name, value);
}

static enum MHD_Result send_answer(struct MHD_Connection *to, cserve_answer *answer) {
    cserve_add_header(answer, "Connection", "close");
    if (answer->response == NULL) return MHD_NO;
    enum MHD_Result result = MHD_queue_response(to, answer->status, answer->response);
    MHD_destroy_response(answer->response);
    return result;
}

// MARK: Requests

struct headers {
    cserve_header *all;
    size_t count, capacity;
};

static enum MHD_Result add_header(void *context, enum MHD_ValueKind kind, const char *name, const char *value) {
    (void)kind;
    struct headers *headers = context;
    if (headers->count < headers->capacity) headers->all[headers->count++] = (cserve_header){name, value ? value : ""};
    return MHD_YES;
}

static enum MHD_Result ask(cserve_server *server, struct MHD_Connection *from, struct connection *connection,
                           const char *method, struct state *state) {
    struct headers headers = {.capacity = (size_t)MHD_get_connection_values(from, MHD_HEADER_KIND, NULL, NULL)};
    headers.all = calloc(headers.capacity + 1, sizeof *headers.all);
    if (headers.all == NULL) return MHD_NO;
    MHD_get_connection_values(from, MHD_HEADER_KIND, add_header, &headers);
    cserve_request request = {.method = method, .target = state->target, .headers = headers.all,
                              .header_count = headers.count, .body = state->body, .body_count = state->count,
                              .has_body = state->is_read, .socket = connection == NULL ? -1 : connection->socket};
    cserve_answer answer = {.server = server, .state = state};
    server->handler(server->context, &request, &answer);
    free(headers.all);
    if (answer.wants_body && !state->is_read) {
        state->is_read = true;
        state->most = answer.most;
        set_deadline(server, connection, server->limits.body_ms);
        return MHD_YES;
    }
    set_deadline(server, connection, server->limits.answer_ms);
    return send_answer(from, &answer);
}

bool cserve_is_gone(int socket) {
#ifdef POLLRDHUP
    struct pollfd asked = {.fd = socket, .events = POLLRDHUP};
    return poll(&asked, 1, 0) > 0 && (asked.revents & (POLLRDHUP | POLLHUP | POLLERR)) != 0;
#else
    struct pollfd asked = {.fd = socket};
    return poll(&asked, 1, 0) > 0 && (asked.revents & (POLLHUP | POLLERR)) != 0;
#endif
}

// Keeps some more of a body; no where it has more than it may.
static enum MHD_Result keep(struct state *state, const char *bytes, size_t count) {
    if (count > state->most - state->count) return MHD_NO;
    if (count > state->capacity - state->count) {
        size_t capacity = state->capacity == 0 ? FIRST_BODY_BYTES : 2 * state->capacity;
        while (capacity < state->count + count) capacity *= 2;
        uint8_t *grown = realloc(state->body, capacity);
        if (grown == NULL) return MHD_NO;
        state->body = grown;
        state->capacity = capacity;
    }
    memcpy(state->body + state->count, bytes, count);
    state->count += count;
    return MHD_YES;
}

static enum MHD_Result handle(void *context, struct MHD_Connection *from, const char *url, const char *method,
                              const char *version, const char *bytes, size_t *count, void **of_request) {
    (void)url;
    (void)version;
    cserve_server *server = context;
    struct state *state = *of_request;
    if (state == NULL || state->target == NULL) return MHD_NO;
    if (*count > 0) {
        enum MHD_Result result = keep(state, bytes, *count);
        *count = 0;
        return result;
    }
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(from, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    struct connection *connection = info == NULL ? NULL : info->socket_context;
    // Nobody works for long with the watch of the header.
    set_deadline(server, connection, server->limits.answer_ms);
    return ask(server, from, connection, method, state);
}

static void *remember_target(void *context, const char *target, struct MHD_Connection *from) {
    (void)context;
    (void)from;
    struct state *state = calloc(1, sizeof *state);
    if (state != NULL) state->target = strdup(target);
    return state;
}

static void forget(void *context, struct MHD_Connection *from, void **of_request, enum MHD_RequestTerminationCode how) {
    (void)from;
    (void)how;
    struct state *state = *of_request;
    if (state == NULL) return;
    let_go(context, state);
    free(state->target);
    free(state->body);
    free(state);
    *of_request = NULL;
}

// The target is decoded elsewhere, and once.
static size_t leave_as_it_is(void *context, struct MHD_Connection *from, char *text) {
    (void)context;
    (void)from;
    return strlen(text);
}

// MARK: The server

cserve_server *cserve_start(int socket, const cserve_limits *limits, cserve_handler handler, void *context) {
    cserve_server *server = calloc(1, sizeof *server);
    if (server == NULL) return NULL;
    server->limits = *limits;
    server->handler = handler;
    server->context = context;
    pthread_mutex_init(&server->lock, NULL);
    server->daemon = MHD_start_daemon(
        MHD_USE_THREAD_PER_CONNECTION | MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_POLL | MHD_USE_ITC, 0, NULL, NULL,
        handle, server, MHD_OPTION_LISTEN_SOCKET, socket, MHD_OPTION_CONNECTION_LIMIT,
        limits->connections + SPARE_CONNECTIONS,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, limits->header_bytes, MHD_OPTION_CONNECTION_TIMEOUT, limits->idle_s,
        MHD_OPTION_NOTIFY_CONNECTION, notified, server, MHD_OPTION_NOTIFY_COMPLETED, forget, server,
        MHD_OPTION_URI_LOG_CALLBACK, remember_target, NULL, MHD_OPTION_UNESCAPE_CALLBACK, leave_as_it_is, NULL,
        MHD_OPTION_STRICT_FOR_CLIENT, 0, MHD_OPTION_END);
    if (server->daemon != NULL && pthread_create(&server->watch, NULL, watch, server) == 0) return server;
    if (server->daemon != NULL) MHD_stop_daemon(server->daemon);
    free(server);
    return NULL;
}

void cserve_quiesce(cserve_server *server) {
    int socket = MHD_quiesce_daemon(server->daemon);
    if (socket != MHD_INVALID_SOCKET) close(socket);
}

size_t cserve_open_connections(cserve_server *server) {
    pthread_mutex_lock(&server->lock);
    size_t count = server->count;
    pthread_mutex_unlock(&server->lock);
    return count;
}

void cserve_stop(cserve_server *server) {
    pthread_mutex_lock(&server->lock);
    server->is_ending = true;
    pthread_mutex_unlock(&server->lock);
    pthread_join(server->watch, NULL);
    MHD_stop_daemon(server->daemon);
    pthread_mutex_destroy(&server->lock);
    free(server);
}

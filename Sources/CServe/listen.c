// Sockets to listen on.

#include "cserve.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

enum { WAITING = 64 };

static int with_error(int socket, int error) {
    close(socket);
    errno = error;
    return -1;
}

static int opened(int family) {
    int result = socket(family, SOCK_STREAM, 0);
    if (result >= 0) fcntl(result, F_SETFD, FD_CLOEXEC);
    return result;
}

static int listening(int socket, const struct sockaddr *address, socklen_t length) {
    if (bind(socket, address, length) != 0 || listen(socket, WAITING) != 0) return with_error(socket, errno);
    return socket;
}

int cserve_listen_on_address(const char *address, uint16_t port) {
    struct sockaddr_in four = {.sin_family = AF_INET, .sin_port = htons(port)};
    struct sockaddr_in6 six = {.sin6_family = AF_INET6, .sin6_port = htons(port)};
    bool is_four = inet_pton(AF_INET, address, &four.sin_addr) == 1;
    if (!is_four && inet_pton(AF_INET6, address, &six.sin6_addr) != 1) {
        errno = EINVAL;
        return -1;
    }
    int socket = opened(is_four ? AF_INET : AF_INET6);
    if (socket < 0) return -1;
    int on = 1;
    // Else a server that was ended a moment ago would bar the port.
    setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    return is_four ? listening(socket, (struct sockaddr *)&four, sizeof four)
                   : listening(socket, (struct sockaddr *)&six, sizeof six);
}

// Removes a socket that nobody listens to; false with errno for whatever else is there.
static bool make_room(const struct sockaddr_un *address) {
    struct stat status;
    if (lstat(address->sun_path, &status) != 0) return errno == ENOENT;
    if (!S_ISSOCK(status.st_mode)) {
        errno = EEXIST;
        return false;
    }
    int probe = opened(AF_UNIX);
    if (probe < 0) return false;
    // A server that is too busy to take it would be waited for.
    fcntl(probe, F_SETFL, O_NONBLOCK);
    bool is_dead = connect(probe, (const struct sockaddr *)address, sizeof *address) != 0 && errno == ECONNREFUSED;
    close(probe);
    if (is_dead) return unlink(address->sun_path) == 0;
    errno = EADDRINUSE;
    return false;
}

int cserve_listen_at_path(const char *path) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    if (strlen(path) >= sizeof address.sun_path) {
        errno = ENAMETOOLONG;
        return -1;
    }
    strcpy(address.sun_path, path);
    if (!make_room(&address)) return -1;
    int socket = opened(AF_UNIX);
    if (socket < 0) return -1;
    // Nobody else may connect between bind and a later chmod.
    mode_t before = umask(0177);
    int result = listening(socket, (struct sockaddr *)&address, sizeof address);
    int error = errno;
    umask(before);
    errno = error;
    return result;
}

uint16_t cserve_port(int socket) {
    struct sockaddr_storage address;
    socklen_t length = sizeof address;
    if (getsockname(socket, (struct sockaddr *)&address, &length) != 0) return 0;
    if (address.ss_family == AF_INET) return ntohs(((struct sockaddr_in *)&address)->sin_port);
    return address.ss_family == AF_INET6 ? ntohs(((struct sockaddr_in6 *)&address)->sin6_port) : 0;
}

bool cserve_random(uint8_t *bytes, size_t count) { return getentropy(bytes, count) == 0; }

/* examples/own_loop.c [ACCOUNT/MODEL] -- the codec on a loop of our own: the
 * socket, the waiting and the HTTP are this program's. */
#define _POSIX_C_SOURCE 200809L
#include <arpa/inet.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <parlance/parlance.h>

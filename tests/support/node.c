/* tests/support/node.c -- HTTPS servers, by node. */
#include "support/node.h"

#include "support/check.h"

#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static char folder[64];

const char *node_certificate(const char *name)
{
    static char path[128];

    snprintf(path, sizeof(path), "%s/%s", folder, name);
    return path;
}

static const char make_certificates[] =
    "cd %s && exec >/dev/null 2>&1 && node --version && "
    "new='openssl req -nodes -newkey ec -pkeyopt "
    "ec_paramgen_curve:prime256v1 -subj /CN=parlance-test "
    "-addext subjectAltName=IP:127.0.0.1' && "
    "$new -x509 -days 2 -keyout key.pem -out cert.pem && "
    "$new -new -keyout expired-key.pem -out expired.csr && "
    "openssl x509 -req -in expired.csr -signkey expired-key.pem -days -1 "
    "-copy_extensions copy -out expired.pem";

bool node_certify(void)
{
    char command[1024];

    snprintf(folder, sizeof(folder), "/tmp/parlance-tls-XXXXXX");
    if (mkdtemp(folder) == NULL)
        return false;
    snprintf(command, sizeof(command), make_certificates, folder);
    return system(command) == 0;
}

void node_forget(void)
{
    static const char *const names[] = { "cert.pem", "key.pem", "expired.pem",
                                         "expired-key.pem", "expired.csr" };

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        unlink(node_certificate(names[i]));
    rmdir(folder);
}

/* Where the scripts are: meson says; by hand, the tree's root is here. */
static const char *support_folder(void)
{
    const char *name = getenv("PARLANCE_TESTS_SUPPORT");

    return name != NULL ? name : "tests/support";
}

static void become_node(const char *mode, const char *certificate)
{
    const bool is_expired = strcmp(certificate, "expired.pem") == 0;
    char script[512], cert[128], key[128];

    snprintf(script, sizeof(script), "%s/h2_server.js", support_folder());
    snprintf(cert, sizeof(cert), "%s", node_certificate(certificate));
    snprintf(key, sizeof(key), "%s",
             node_certificate(is_expired ? "expired-key.pem" : "key.pem"));
    execlp("node", "node", script, cert, key, mode, (char *)NULL);
    _exit(127);
}

void node_start(struct node *node, const char *mode, const char *certificate)
{
    char port[16];
    int in[2], out[2];

    assert_int_equal(pipe(in) + pipe(out), 0);
    node->pid = fork();
    if (node->pid == 0) {
        dup2(in[0], 0);
        dup2(out[1], 1);
        close(in[1]);
        become_node(mode, certificate);
    }
    close(in[0]);
    close(out[1]);
    node->in = in[1];
    node->out = out[0];
    fcntl(in[1], F_SETFD, FD_CLOEXEC); /* not for the next one to hold open */
    assert_true(node_says(node, port, sizeof(port), 10000));
    snprintf(node->url, sizeof(node->url), "https://127.0.0.1:%d", atoi(port));
}

void node_stop(struct node *node)
{
    close(node->in);
    close(node->out);
    waitpid(node->pid, NULL, 0);
}

bool node_says(struct node *node, char *line, size_t size, int wait_ms)
{
    struct pollfd p = { node->out, POLLIN, 0 };

    for (size_t len = 0; len + 1 < size; len++) {
        line[len] = '\0';
        if (poll(&p, 1, wait_ms) != 1 || read(node->out, &line[len], 1) != 1)
            return false;
        if (line[len] != '\n')
            continue;
        line[len] = '\0';
        return true;
    }
    return false;
}

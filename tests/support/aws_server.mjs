// tests/support/aws_server.mjs -- stands in for AWS, by AWS's own code.
//
//   node aws_server.mjs FOLDER          a server; FOLDER has node_modules
//   node aws_server.mjs FOLDER --sign   signs requests, one line of JSON each
//
// The server listens on a free port of 127.0.0.1, prints it, and ends with its
// input.  It signs each request that comes once more, with the code of AWS's
// SDK, and compares; whoever signs otherwise gets what AWS would say.  The
// answers are those of Bedrock's Converse and ConverseStream, the model's id
// says which:
//
//   ok            a text                    throttled-N  429 N times, then ok
//   thinking      thinking, then a text     denied       403, no access
//   tool          a call of get_weather     expired-N    403 N times: an
//   length        cut by the token limit                 expired token
//   exception     an exception in the       clock        this server is an hour
//                 middle of the stream                   ahead
//   error         an error frame            truncated    the stream just ends
//   spoilt        a frame with a wrong CRC  old          not found
//
// GET /seen gives what was received, as JSON.
import { createRequire } from 'module';
import http from 'http';
import path from 'path';
import readline from 'readline';

const require = createRequire(path.resolve(process.argv[2], 'package.json'));
const { SignatureV4 } = require('@smithy/signature-v4');
const { HttpRequest } = require('@smithy/protocol-http');
const { EventStreamCodec } = require('@smithy/eventstream-codec');
const { fromUtf8, toUtf8 } = require('@smithy/util-utf8');
const { Sha256 } = require('@aws-crypto/sha256-js');

const KEYS = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 's/ecret+1' };
const HOUR = 3600 * 1000;
const MAX_SKEW = 5 * 60 * 1000;

// ---- signatures -------------------------------------------------------------

// "20261124T120000Z"
function dateOf(text) {
    const m = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text || '');

    return m && new Date(Date.UTC(m[1], m[2] - 1, m[3], m[4], m[5], m[6]));
}

function queryOf(text) {
    const query = {};

    for (const pair of text ? text.split('&') : []) {
        const [name, value = ''] = pair.split('=').map(decodeURIComponent);

        query[name] = query[name] === undefined
            ? value : [].concat(query[name], value);
    }
    return query;
}

// The Authorization header that AWS's code gives the request.
async function authorization(r) {
    const [target, query] = r.target.split('?');
    const signer = new SignatureV4({
        credentials: { ...KEYS, sessionToken: r.token },
        region: r.region,
        service: r.service,
        sha256: Sha256,
        applyChecksum: false,
    });
    const made = await signer.sign(
        new HttpRequest({
            method: r.method,
            protocol: 'http:',
            hostname: '127.0.0.1',
            path: target,
            query: queryOf(query),
            headers: r.headers,
            body: r.body,
        }),
        { signingDate: r.date,
          signableHeaders: new Set(Object.keys(r.headers)) });

    return made.headers.authorization;
}

async function signLines() {
    for await (const line of readline.createInterface(process.stdin)) {
        const r = JSON.parse(line);

        console.log(await authorization({ ...r, date: dateOf(r.time) }));
    }
}

// ---- is a request signed? -----------------------------------------------------

function refusal(status, type, message) {
    return { status, type, body: JSON.stringify({ message }) };
}

// What AWS says of it; nothing: all is well.
async function judge(request, body, now) {
    const given = request.headers.authorization || '';
    const m = new RegExp('^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/\\d{8}/' +
        '([^/]+)/([^/]+)/aws4_request, SignedHeaders=([^,]+), Signature=')
        .exec(given);
    const date = dateOf(request.headers['x-amz-date']);

    if (given === 'Bearer bedrock-key-1')
        return undefined;
    if (!m || !date)
        return refusal(403, 'MissingAuthenticationTokenException',
                       'Missing Authentication Token');
    if (m[2] !== 'bedrock')
        return refusal(403, 'InvalidSignatureException', 'wrong service');
    if (Math.abs(date - now) > MAX_SKEW)
        return refusal(403, 'InvalidSignatureException', 'Signature expired');
    const headers = {};

    for (const name of m[3].split(';'))
        headers[name] = request.headers[name];
    if (headers.host === undefined || headers['x-amz-date'] === undefined ||
        (request.headers['x-amz-security-token'] !== undefined &&
         headers['x-amz-security-token'] === undefined))
        return refusal(403, 'InvalidSignatureException', 'too little is signed');
    const want = await authorization({
        method: request.method, target: request.url, headers, date, body,
        region: m[1], service: m[2],
        token: request.headers['x-amz-security-token'],
    });

    return want === given ? undefined
        : refusal(403, 'InvalidSignatureException',
                  `The request signature we calculated does not match: ${want}`);
}

// ---- answers --------------------------------------------------------------------

const codec = new EventStreamCodec(toUtf8, fromUtf8);
const text = (value) => ({ type: 'string', value });

function frame(kind, type, payload) {
    return Buffer.from(codec.encode({
        headers: kind === 'error'
            ? { ':message-type': text('error'), ':error-code': text(type),
                ':error-message': text(payload.message) }
            : { [`:${kind}-type`]: text(type),
                ':content-type': text('application/json'),
                ':message-type': text(kind) },
        body: fromUtf8(kind === 'error' ? '' : JSON.stringify(payload)),
    }));
}

const USAGE = { inputTokens: 7, outputTokens: 5, totalTokens: 12 };
const WEATHER = { toolUseId: 'tooluse_1', name: 'get_weather' };
const INPUT = { city: 'Tokyo' };
const SIGNATURE = 'c2lnbmF0dXJl';

// The blocks of an answer, and why it ended.
const ANSWERS = {
    ok: [[{ text: 'All is well.' }], 'end_turn'],
    thinking: [[{ reasoningContent: { reasoningText: {
        text: 'Let me see.', signature: SIGNATURE } } },
        { text: 'All is well.' }], 'end_turn'],
    tool: [[{ text: 'I look.' }, { toolUse: { ...WEATHER, input: INPUT } }],
           'tool_use'],
    length: [[{ text: 'All is' }], 'max_tokens'],
};

function deltasOf(block) {
    if (block.toolUse) {
        const json = JSON.stringify(block.toolUse.input);

        return [{ toolUse: { input: '' } },
                { toolUse: { input: json.slice(0, 5) } },
                { toolUse: { input: json.slice(5) } }];
    }
    if (block.reasoningContent)
        return [{ reasoningContent: {
            text: block.reasoningContent.reasoningText.text } },
            { reasoningContent: { signature: SIGNATURE } }];
    return block.text.match(/.{1,5}/g).map((piece) => ({ text: piece }));
}

function framesOf([blocks, stopReason]) {
    const frames = [frame('event', 'messageStart', { role: 'assistant' })];

    blocks.forEach((block, contentBlockIndex) => {
        if (block.toolUse)
            frames.push(frame('event', 'contentBlockStart', {
                contentBlockIndex, start: { toolUse: WEATHER } }));
        for (const delta of deltasOf(block))
            frames.push(frame('event', 'contentBlockDelta',
                              { contentBlockIndex, delta }));
        frames.push(frame('event', 'contentBlockStop', { contentBlockIndex }));
    });
    frames.push(frame('event', 'messageStop', { stopReason }));
    frames.push(frame('event', 'metadata',
                      { usage: USAGE, metrics: { latencyMs: 3 } }));
    return frames;
}

// What breaks a stream, put in after its first deltas.
function broken(model) {
    const frames = framesOf(ANSWERS.ok).slice(0, 3);

    if (model === 'exception')
        frames.push(frame('exception', 'throttlingException',
                          { message: 'Too many requests' }));
    if (model === 'error')
        frames.push(frame('error', 'InternalFailure', { message: 'Oh no' }));
    if (model === 'spoilt')
        frames[2][frames[2].length - 1] ^= 1;
    return frames;
}

function sendStream(response, model) {
    response.writeHead(200, {
        'content-type': 'application/vnd.amazon.eventstream',
        'x-amzn-requestid': 'r-1',
    });
    for (const one of ANSWERS[model] ? framesOf(ANSWERS[model]) : broken(model))
        response.write(one);
    response.end();
}

function sendWhole(response, model) {
    const [content, stopReason] = ANSWERS[model] || ANSWERS.ok;

    response.writeHead(200, { 'content-type': 'application/json',
                              'x-amzn-requestid': 'r-1' });
    response.end(JSON.stringify({
        output: { message: { role: 'assistant', content } },
        stopReason, usage: USAGE, metrics: { latencyMs: 3 },
    }));
}

// How often each model was asked for.
const counts = new Map();

// Models that are refused, some of them only at first.
function refusalOf(model) {
    const [word, times = Infinity] = model.split('-');
    const n = (counts.get(model) || 0) + 1;

    counts.set(model, n);
    if (n > Number(times))
        return undefined;
    switch (word) {
    case 'throttled':
        return refusal(429, 'ThrottlingException:http://internal/',
                       'Too many requests, please wait before trying again.');
    case 'expired':
        return refusal(403, 'ExpiredTokenException',
                       'The security token included in the request is expired');
    case 'denied':
        return refusal(403, 'AccessDeniedException',
                       "You don't have access to the model.");
    case 'old':
        return refusal(404, 'ResourceNotFoundException', 'no such model');
    default:
        return undefined;
    }
}

// ---- the server -------------------------------------------------------------------

const seen = [];

async function answer(request, response, body) {
    const m = /^\/model\/([^/]+)\/(converse|converse-stream)$/
        .exec(request.url);
    const model = m && decodeURIComponent(m[1]).replace(/^.*:/, '');
    const now = Date.now() + (model === 'clock' ? HOUR : 0);
    const no = (await judge(request, body, now)) ||
        (m ? refusalOf(model)
           : refusal(404, 'UnknownOperationException', request.url));

    seen.push({ url: request.url, headers: request.headers, model,
                refused: no ? no.type : null });
    response.setHeader('date', new Date(now).toUTCString());
    if (no) {
        response.writeHead(no.status, { 'content-type': 'application/json',
                                        'x-amzn-errortype': no.type,
                                        'x-amzn-requestid': 'r-1' });
        response.end(no.body);
    } else if (m[2] === 'converse') {
        sendWhole(response, model);
    } else {
        sendStream(response, ANSWERS[model] ||
            ['exception', 'error', 'spoilt', 'truncated'].includes(model)
            ? model : 'ok');
    }
}

function serve() {
    const server = http.createServer((request, response) => {
        const pieces = [];

        if (request.url === '/seen') {
            response.end(JSON.stringify(seen));
            return;
        }
        request.on('data', (piece) => pieces.push(piece));
        request.on('end', () => answer(request, response,
                                       Buffer.concat(pieces)));
    });

    server.listen(0, '127.0.0.1', () => console.log(server.address().port));
    process.stdin.on('end', () => process.exit(0));
    process.stdin.resume();
}

if (process.argv[3] === '--sign')
    await signLines();
else
    serve();

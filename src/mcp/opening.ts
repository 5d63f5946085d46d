/** What the real server answers to the messages a client opens with; recorded when the program is built. */
export type RecordedOpening = {
  /** By the protocol version that a 2025-era client asks for. */
  readonly initialize: Readonly<Record<string, unknown>>;
  readonly legacyTools: unknown;
  /** The one version of the 2026 era there is. */
  readonly modernVersion: string;
  readonly discover: unknown;
  readonly modernTools: unknown;
};

/** `pass-on`: not an opening message, or not exactly as expected; the server must see it and all that follow. */
export type OpeningReply = { kind: 'answer'; text: string } | { kind: 'noted' } | { kind: 'pass-on' };

export type Message = { readonly [name: string]: unknown };
type Id = string | number;

const versionKey = 'io.modelcontextprotocol/protocolVersion';
const capabilitiesKey = 'io.modelcontextprotocol/clientCapabilities';
const passOn: OpeningReply = { kind: 'pass-on' };

/**
 * Answers a client's first messages from the record, so that they are answered before the MCP library is loaded
 * (docs/decisions/0005). It knows no protocol beyond recognising four messages in their plain form; everything it
 * answered is kept, for the server to hear as well when it takes over.
 */
export class Opening {
  readonly #recorded: RecordedOpening;
  #era: 'legacy' | 'modern' | undefined;
  /** Everything heard so far, in order. */
  readonly heard: Message[] = [];
  /** The requests among it, all of them answered. */
  readonly answered = new Set<Id>();

  constructor(recorded: RecordedOpening) {
    this.#recorded = recorded;
  }

  hear(line: string): OpeningReply {
    const message = parseObject(line);
    if (message?.['jsonrpc'] !== '2.0') return passOn;
    const params = message['params'];
    if (params !== undefined && !isObject(params)) return passOn;
    const reply = this.#reply(message, params ?? {});
    if (reply.kind !== 'pass-on') this.heard.push(message);
    return reply;
  }

  #reply(message: Message, params: Message): OpeningReply {
    const { id, method } = message;
    if (id === undefined)
      return method === 'notifications/initialized' && this.#era === 'legacy' ? { kind: 'noted' } : passOn;
    if (typeof id !== 'string' && !Number.isSafeInteger(id)) return passOn;
    const result = this.#result(method, params);
    if (result === undefined || this.answered.has(id as Id)) return passOn;
    this.answered.add(id as Id);
    return { kind: 'answer', text: JSON.stringify({ jsonrpc: '2.0', id, result }) };
  }

  #result(method: unknown, params: Message): unknown {
    const recorded = this.#recorded;
    const meta = params['_meta'];
    if (this.#era !== 'legacy' && isModern(meta, recorded.modernVersion) && onlyHas(params, '_meta')) {
      const result =
        method === 'server/discover' ? recorded.discover : method === 'tools/list' ? recorded.modernTools : undefined;
      if (result !== undefined) this.#era = 'modern';
      return result;
    }
    if (this.#era === undefined && method === 'initialize') {
      const result = isHandshake(params) ? recorded.initialize[params.protocolVersion] : undefined;
      if (result !== undefined) this.#era = 'legacy';
      return result;
    }
    if (this.#era !== 'legacy' || !onlyHas(params, '_meta') || !hasNoClaim(meta)) return undefined;
    return method === 'tools/list' ? recorded.legacyTools : method === 'ping' ? {} : undefined;
  }
}

function isModern(meta: unknown, version: string): boolean {
  if (!isObject(meta) || meta[versionKey] !== version || !isObject(meta[capabilitiesKey])) return false;
  const client = meta['io.modelcontextprotocol/clientInfo'];
  return client === undefined || isClientInfo(client);
}

function isHandshake(params: Message): params is { protocolVersion: string } {
  const { protocolVersion, capabilities, clientInfo, _meta } = params;
  return typeof protocolVersion === 'string' && isObject(capabilities) && isClientInfo(clientInfo) && hasNoClaim(_meta);
}

function isClientInfo(value: unknown): boolean {
  return isObject(value) && typeof value['name'] === 'string' && typeof value['version'] === 'string';
}

/** Whether a 2025-era message carries nothing of the 2026 era. */
function hasNoClaim(meta: unknown): boolean {
  return meta === undefined || (isObject(meta) && !Object.keys(meta).some((key) => key.includes('/')));
}

function onlyHas(object: Message, key: string): boolean {
  return Object.keys(object).every((name) => name === key);
}

function isObject(value: unknown): value is Message {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseObject(line: string): Message | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isObject(value) ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

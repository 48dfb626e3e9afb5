import { Cursor } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';
import { hexText, wireText } from '../wire-text.ts';
import { areaOf, GUID, NUMERIC, OPAQUE, TEXT } from './objects.ts';
import { tellCertificate } from './application-certificate.ts';
import { accessOf, isRequest } from './services.ts';
import type { IdentityRead, OpcUaState } from './state.ts';
import type { Reading } from './reading.ts';
import * as is from './shape.ts';
import { NodeText } from './node-text.ts';
import { floatValue, guidText, longValue, valueNames } from './value-text.ts';
import { identities, refusal } from './results.ts';

/** Variants, data values, extension objects and diagnostics within each other; the standard wants 100 refused. */
export const MAX_DEPTH = 12;
/** Elements of one list that are read. */
export const MAX_ELEMENTS = 65_536;
/** Values of one message that are shown. */
export const MAX_SHOWN = 2048;

/** Structures in extension objects that are looked into, by the node id of their binary encoding. */
export type Extensions = ReadonlyMap<number, is.Shape>;

/**
 * Reads the body of one message after its shape. One is enough: a body is read and told within one call.
 */
export class BodyReader implements Reading {
  readonly c: Cursor = new Cursor();
  turn!: Turn;
  state!: OpcUaState;
  fn = 0;
  requestId = 0;
  /** The open request that this answers was found. */
  matched = false;
  identity: IdentityRead | undefined = undefined;
  tooMany = false;

  number = 0;
  textAt = 0;
  textEnd = 0;
  /** The last string that stood in a variant, and the status beside it. */
  valueAt = 0;
  valueEnd = 0;
  status = 0;
  /** The node read last, and the one that a command is about. */
  readonly node: NodeText = new NodeText();
  objectArea = 0;
  objectStart = 0;
  attribute = 0;
  serviceResult = 0;
  tokenKind = -1;
  /** Results of the message so far. */
  results = 0;
  /** Elements of the message's lists that became commands so far. */
  asked = 0;
  readonly #extensions: Extensions;
  #depth = 0;
  #shown = 0;
  #tracing = false;

  constructor(extensions: Extensions) {
    this.#extensions = extensions;
  }

  begin(turn: Turn, state: OpcUaState, fn: number, requestId: number): void {
    this.turn = turn;
    this.state = state;
    this.fn = fn;
    this.requestId = requestId;
    this.matched = false;
    this.identity = undefined;
    this.tooMany = false;
    this.results = 0;
    this.asked = 0;
    this.serviceResult = 0;
    this.tokenKind = -1;
    this.#depth = 0;
    this.#shown = 0;
    this.#tracing = turn.tracing;
    this.valueAt = 0;
    this.valueEnd = 0;
  }

  /** False when the body ends early or cannot be. */
  read(shape: is.Shape): boolean {
    for (const item of shape.items) {
      const count = item.list ? this.#count() : 1;
      for (let i = 0; i < count; i++) {
        if (typeof item.kind === 'number') this.#value(item.kind, item.name);
        else this.read(item.kind);
        if (this.c.failed) return false;
        item.keep?.(this);
      }
    }
    shape.done?.(this);
    return !this.c.failed;
  }

  text(): string {
    return wireText(this.c.bytes, this.textAt, this.textEnd);
  }

  keepObject(): void {
    this.objectArea = areaOf(this.node.kind, this.node.namespace);
    this.objectStart = this.node.number;
  }

  command(area: number, start: number, count: number): void {
    const { turn, state } = this;
    if (this.asked === 0) state.requests.open(this.requestId, this.fn, 0, 0, turn.seconds, turn.nanos);
    this.asked++;
    state.requests.addHandle(turn.command(this.fn, 0, area, start, count, accessOf(this.fn)));
  }

  commandObject(attribute: number): void {
    this.command(this.objectArea, this.objectStart, attribute);
  }

  settle(status: number): void {
    const { requests } = this.state;
    const index = this.results++;
    if (!this.matched || index >= requests.handles) return;
    this.turn.outcome(requests.handle(index), refusal(status), requests.seconds, requests.nanos);
  }

  /** What has no result of its own fared as the whole request did. */
  settleRest(status: number): void {
    if (!this.matched) return;
    while (this.results < this.state.requests.handles) this.settle(status);
  }

  certificate(): void {
    tellCertificate(this.turn, this.c.bytes, this.textAt, this.textEnd);
  }

  userToken(kind: number): void {
    this.tokenKind = kind;
    if (this.#tracing) this.#show('opcua.UserTokenType', kind);
  }

  readResult(): void {
    const place = this.identity?.places.indexOf(this.results) ?? -1;
    if (place >= 0 && this.valueEnd > this.valueAt) {
      const text = wireText(this.c.bytes, this.valueAt, this.valueEnd);
      this.identify(this.identity?.nodes[place] ?? 0, text);
    }
    this.settle(this.status);
  }

  identify(node: number, text: string): void {
    const attribute = identities.get(node);
    if (attribute === undefined || text === '' || isRequest(this.fn)) return;
    this.turn.claim(this.turn.sender, attribute, text);
  }

  #count(): number {
    const count = this.c.u32le();
    if (count === 0xffff_ffff) return 0;
    if (count > this.c.left) return this.#fail();
    if (count <= MAX_ELEMENTS) return count;
    this.tooMany = true;
    return this.#fail();
  }

  /** Ends the reading of this body. */
  #fail(): 0 {
    this.c.skip(-1);
    return 0;
  }

  #show(name: string, value: string | number | bigint | boolean): void {
    if (name !== '' && this.#shown++ < MAX_SHOWN) this.turn.field(name, value);
  }

  #value(kind: number, name: string): void {
    const { c } = this;
    const show = this.#tracing;
    switch (kind) {
      case is.BOOL:
        this.number = c.u8();
        if (show) this.#show(name, this.number !== 0);
        return;
      case is.SBYTE:
        this.#number((c.u8() << 24) >> 24, name);
        return;
      case is.BYTE:
        this.#number(c.u8(), name);
        return;
      case is.INT16:
        this.#number((c.u16le() << 16) >> 16, name);
        return;
      case is.UINT16:
        this.#number(c.u16le(), name);
        return;
      case is.INT32:
        this.#number(c.u32le() | 0, name);
        return;
      case is.UINT32:
      case is.STATUS:
        this.#number(c.u32le(), name);
        return;
      case is.INT64:
      case is.UINT64:
      case is.TIME:
        if (show && c.has(8)) this.#show(name, longValue(kind, c.view, c.at));
        c.skip(8);
        return;
      case is.FLOAT:
        if (show && c.has(4)) this.#show(name, floatValue(c.view.getFloat32(c.at, true)));
        c.skip(4);
        return;
      case is.DOUBLE:
        if (show && c.has(8)) this.#show(name, floatValue(c.view.getFloat64(c.at, true)));
        c.skip(8);
        return;
      case is.STRING:
      case is.XML:
        this.#bytes();
        if (show && this.textEnd > this.textAt) this.#show(name, this.text());
        return;
      case is.BYTES:
        this.#bytes();
        if (show && this.textEnd > this.textAt) this.#show(name, hexText(c.bytes, this.textAt, this.textEnd));
        return;
      case is.SECRET:
        this.#bytes();
        return;
      case is.GUID_VALUE:
        if (show && c.has(16)) this.#show(name, guidText(c.bytes, c.view, c.at));
        c.skip(16);
        return;
      case is.NODE:
      case is.EXPANDED_NODE:
        this.#nodeId(name);
        return;
      case is.QUALIFIED_NAME:
        c.skip(2);
        this.#bytes();
        if (show) this.#show(name, this.text());
        return;
      case is.LOCALIZED_TEXT:
        this.#localizedText(name);
        return;
      default:
        this.#nested(kind);
    }
  }

  #number(value: number, name: string): void {
    this.number = value;
    if (this.#tracing && !this.c.failed) this.#show(name, value);
  }

  #bytes(): void {
    const { c } = this;
    const length = c.u32le();
    this.textAt = c.at;
    if (length !== 0xffff_ffff) c.skip(length);
    this.textEnd = c.at;
  }

  #nodeId(name: string): void {
    const { c, node } = this;
    const mask = c.u8();
    node.namespace = 0;
    node.kind = NUMERIC;
    node.number = 0;
    switch (mask & 0x3f) {
      case 0:
        node.number = c.u8();
        break;
      case 1:
        node.namespace = c.u8();
        node.number = c.u16le();
        break;
      case 2:
        node.namespace = c.u16le();
        node.number = c.u32le();
        break;
      case 3:
      case 5:
        node.namespace = c.u16le();
        this.#bytes();
        node.hash((mask & 0x3f) === 3 ? TEXT : OPAQUE, c.bytes, this.textAt, this.textEnd);
        break;
      case 4: {
        node.namespace = c.u16le();
        const at = c.at;
        c.skip(16);
        node.hash(GUID, c.bytes, at, c.at);
        break;
      }
      default:
        this.#fail();
    }
    if (this.#tracing && name !== '' && !c.failed) this.#show(name, node.text(c.bytes, c.view));
    if (mask & 0x80) this.#bytes();
    if (mask & 0x40) c.skip(4);
  }

  #localizedText(name: string): void {
    const { c } = this;
    const mask = c.u8();
    if (mask & 1) this.#bytes();
    this.textAt = c.at;
    this.textEnd = c.at;
    if (mask & 2) this.#bytes();
    if (this.#tracing && this.textEnd > this.textAt) this.#show(name, this.text());
  }

  #nested(kind: number): void {
    if (this.#depth >= MAX_DEPTH) {
      this.#fail();
      return;
    }
    this.#depth++;
    if (kind === is.EXTENSION) this.#extension();
    else if (kind === is.DATA_VALUE) this.#dataValue();
    else if (kind === is.VARIANT) this.#variant();
    else if (kind === is.DIAGNOSTIC) this.#diagnostic();
    else this.#fail();
    this.#depth--;
  }

  #extension(): void {
    const { c, node } = this;
    this.#nodeId('');
    const inside = node.namespace === 0 && node.kind === NUMERIC ? this.#extensions.get(node.number) : undefined;
    const encoding = c.u8();
    if (encoding === 0) return;
    if (encoding > 2) {
      this.#fail();
      return;
    }
    this.#bytes();
    if (inside === undefined || encoding !== 1 || c.failed) return;
    const [start, end, outer] = [this.textAt, this.textEnd, c.end];
    c.at = start;
    c.end = end;
    this.read(inside);
    c.end = outer;
    if (!c.failed) c.at = end;
  }

  #dataValue(): void {
    const { c } = this;
    const mask = c.u8();
    this.status = 0;
    this.valueAt = 0;
    this.valueEnd = 0;
    if (mask & 1) this.#value(is.VARIANT, '');
    let status = 0;
    if (mask & 2) {
      this.#value(is.STATUS, 'opcua.StatusCode');
      status = this.number;
    }
    if (mask & 4) this.#value(is.TIME, 'opcua.datavalue.SourceTimestamp');
    if (mask & 16) c.skip(2);
    if (mask & 8) this.#value(is.TIME, 'opcua.datavalue.ServerTimestamp');
    if (mask & 32) c.skip(2);
    this.status = status;
  }

  #variant(): void {
    const { c } = this;
    const mask = c.u8();
    const type = mask & 0x3f;
    if (type === 0) return;
    if (type > is.DIAGNOSTIC) {
      this.#fail();
      return;
    }
    const name = valueNames[type] ?? '';
    if ((mask & 0x80) === 0) {
      this.#value(type, name);
      if (type === is.STRING || type === is.LOCALIZED_TEXT) {
        this.valueAt = this.textAt;
        this.valueEnd = this.textEnd;
      }
      return;
    }
    const count = this.#count();
    for (let i = 0; i < count && !c.failed; i++) this.#value(type, name);
    // The lengths of several dimensions.
    if (mask & 0x40) for (let i = this.#count(); i > 0 && !c.failed; i--) c.skip(4);
  }

  #diagnostic(): void {
    const { c } = this;
    const mask = c.u8();
    // Symbolic id, namespace, locale and text are places in the table of strings.
    for (let bit = 1; bit <= 8; bit <<= 1) if (mask & bit) c.skip(4);
    if (mask & 16) this.#value(is.STRING, 'opcua.diag.AdditionalInfo');
    if (mask & 32) this.#value(is.STATUS, 'opcua.diag.InnerStatusCode');
    if (mask & 64) this.#value(is.DIAGNOSTIC, '');
  }
}

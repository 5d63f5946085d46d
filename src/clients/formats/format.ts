/** What may stand in a configuration file, whatever its format. */
export type Plain = string | number | boolean | null | readonly Plain[] | PlainMap;
export type PlainMap = { readonly [key: string]: Plain };

export type Path = readonly (string | number)[];

/** A text value in a file, with where its source stands, quotes included: UTF-16 units from the start of the text. */
export type TextValue = { readonly path: Path; readonly text: string; readonly start: number; readonly end: number };

/** Where a file keeps its MCP servers: a map from name to server, or a list of servers that hold their `name` (Continue). */
export type ServerList = { readonly root: readonly string[]; readonly kind: 'map' | 'list' };

export type FoundServer = { readonly name: string; readonly path: Path; readonly value: Plain };

/**
 * How files of one format are read, and changed in one place with every other byte as it was: byte order mark, line
 * ends, comments, order, indentation. All members throw `file-not-parsable`, with line and column, for what the file's
 * owner would not read and for what could be changed only by guessing (names twice, another type where a map is needed).
 */
export interface ConfigFormat {
  /** Undefined for a text that holds nothing. */
  read(text: string): Plain | undefined;
  /** Every text value, in the order of the file. Names are no values. */
  texts(text: string): readonly TextValue[];
  /** In the order of the file. A name that is there twice comes twice. */
  servers(text: string, list: ServerList): readonly FoundServer[];
  /**
   * The text with this server in it, in place of one of that name. Maps on the way are made where they are missing. In a
   * list the name becomes the server's first field.
   */
  putServer(text: string, list: ServerList, name: string, value: PlainMap): string;
  /** `takeServer(putServer(text))` is `text`, to the byte, for every text that is not empty and has no such server. */
  takeServer(text: string, list: ServerList, name: string): string;
  /** Another value at a path that is there; its neighbours keep their bytes. */
  replace(text: string, path: Path, value: Plain): string;
  /** Without the member at this path. */
  remove(text: string, path: Path): string;
}

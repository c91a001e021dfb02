/** Identifies a device. */
export type DeviceId = $.Flavored<string, "DeviceId">;
export const DeviceId: $.Model<DeviceId> = /* @__PURE__ */ $.named(() => $.string);

/** At least 2 characters. Matches `^S-`. */
export type Sid = $.Flavored<string, "Sid">;
export const Sid: $.Model<Sid> = /* @__PURE__ */ $.named(() => $.check($.string, $.minLength(2), $.pattern("^S-")));

export type Name = $.Flavored<string, "Name">;
export const Name: $.Model<Name> = /* @__PURE__ */ $.named(() => $.string);

export type Port = $.Flavored<number, "Port">;
export const Port: $.Model<Port> = /* @__PURE__ */ $.named(() => $.u16);

export type Flag = boolean;
export const Flag: $.Model<Flag> = /* @__PURE__ */ $.named(() => $.bool);

export type Path = readonly string[];
export const Path: $.Model<Path> = /* @__PURE__ */ $.named(() => $.list($.string));

export type When = $.Flavored<string, "When">;
export const When: $.Model<When> = /* @__PURE__ */ $.named(() => $.timestamp);

export type MaybeName = string | null;
export const MaybeName: $.Model<MaybeName> = /* @__PURE__ */ $.named(() => $.nullable($.string));

export type NameOfName = $.Flavored<string, "NameOfName">;
export const NameOfName: $.Model<NameOfName> = /* @__PURE__ */ $.named(() => $.string);

export type Text = string;
export const Text: $.Model<Text> = /* @__PURE__ */ $.named(() => $.string);

export type Anything = unknown;
export const Anything: $.Model<Anything> = /* @__PURE__ */ $.named(() => $.json);

export type Ids = readonly DeviceId[];
export const Ids: $.Model<Ids> = /* @__PURE__ */ $.named(() => $.list($.string));

export type SameId = DeviceId;
export const SameId: $.Model<SameId> = /* @__PURE__ */ $.named(() => $.string);

export interface Rec {
  readonly id: DeviceId;
  readonly sid?: Sid | undefined;
  readonly name?: Name | undefined;
  readonly port?: Port | undefined;
  readonly path?: Path | undefined;
  readonly when?: When | undefined;
  readonly text?: Text | undefined;
  readonly anything?: Anything | undefined;
  readonly ids?: Ids | undefined;
  readonly same?: SameId | undefined;
  readonly nameOfName?: NameOfName | undefined;
}
export const Rec: $.Model<Rec> = /* @__PURE__ */ $.record(() => ({
  id: $.string,
  sid: $.optional(Sid),
  name: $.optional($.string),
  port: $.optional($.u16),
  path: $.optional(Path),
  when: $.optional($.timestamp),
  text: $.optional($.string),
  anything: $.optionalNull($.json),
  ids: $.optional(Ids),
  same: $.optional($.string),
  nameOfName: $.optional($.string),
}));

export type RecAlias = Rec;
export const RecAlias: $.Model<RecAlias> = /* @__PURE__ */ $.named(() => Rec);

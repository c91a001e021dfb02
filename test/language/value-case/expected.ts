export type AsWritten = "InUse" | "HTTPProxy2" | "ON_HOLD";
export const AsWritten: $.Model<AsWritten> & {
  readonly InUse: "InUse";
  readonly HTTPProxy2: "HTTPProxy2";
  readonly ON_HOLD: "ON_HOLD";
} = /* @__PURE__ */ $.closedEnumeration("InUse", "HTTPProxy2", "ON_HOLD");

export type Lower = "inuse" | "httpproxy2" | "on_hold";
export const Lower: $.Model<Lower> & {
  readonly InUse: "inuse";
  readonly HTTPProxy2: "httpproxy2";
  readonly ON_HOLD: "on_hold";
} = /* @__PURE__ */ $.closedEnumeration({
  InUse: "inuse",
  HTTPProxy2: "httpproxy2",
  ON_HOLD: "on_hold",
});

export type Upper = "INUSE" | "HTTPPROXY2" | "ON_HOLD";
export const Upper: $.Model<Upper> & {
  readonly InUse: "INUSE";
  readonly HTTPProxy2: "HTTPPROXY2";
  readonly ON_HOLD: "ON_HOLD";
} = /* @__PURE__ */ $.closedEnumeration({
  InUse: "INUSE",
  HTTPProxy2: "HTTPPROXY2",
  ON_HOLD: "ON_HOLD",
});

export type Camel = "inUse" | "httpProxy2" | "onHold";
export const Camel: $.Model<Camel> & {
  readonly InUse: "inUse";
  readonly HTTPProxy2: "httpProxy2";
  readonly ON_HOLD: "onHold";
} = /* @__PURE__ */ $.closedEnumeration({
  InUse: "inUse",
  HTTPProxy2: "httpProxy2",
  ON_HOLD: "onHold",
});

export type Snake = "in_use" | "http_proxy2" | "on_hold";
export const Snake: $.Model<Snake> & {
  readonly InUse: "in_use";
  readonly HTTPProxy2: "http_proxy2";
  readonly ON_HOLD: "on_hold";
} = /* @__PURE__ */ $.closedEnumeration({
  InUse: "in_use",
  HTTPProxy2: "http_proxy2",
  ON_HOLD: "on_hold",
});

export type Screaming = "IN_USE" | "HTTP_PROXY2" | "ON_HOLD";
export const Screaming: $.Model<Screaming> & {
  readonly InUse: "IN_USE";
  readonly HTTPProxy2: "HTTP_PROXY2";
  readonly ON_HOLD: "ON_HOLD";
} = /* @__PURE__ */ $.closedEnumeration({
  InUse: "IN_USE",
  HTTPProxy2: "HTTP_PROXY2",
  ON_HOLD: "ON_HOLD",
});

export type Kebab = "in-use" | "http-proxy2" | "on-hold";
export const Kebab: $.Model<Kebab> & {
  readonly InUse: "in-use";
  readonly HTTPProxy2: "http-proxy2";
  readonly ON_HOLD: "on-hold";
} = /* @__PURE__ */ $.closedEnumeration({
  InUse: "in-use",
  HTTPProxy2: "http-proxy2",
  ON_HOLD: "on-hold",
});

export type Pascal = "InUse" | "HttpProxy2" | "OnHold";
export const Pascal: $.Model<Pascal> & {
  readonly InUse: "InUse";
  readonly HTTPProxy2: "HttpProxy2";
  readonly ON_HOLD: "OnHold";
} = /* @__PURE__ */ $.closedEnumeration({
  InUse: "InUse",
  HTTPProxy2: "HttpProxy2",
  ON_HOLD: "OnHold",
});

export interface Export_Http extends HttpExport {
  readonly protocol: "http";
}
export interface Export_Ftp {
  readonly protocol: "ftp";
}
export interface Export_Other {
  readonly protocol: "Something";
}
/** A variant that this package does not know. Its JSON is `$raw`. */
export interface Export_$unknown {
  readonly protocol: "$unknown";
  readonly $tag: string;
  readonly $raw: $.JsonObject;
}
export type Export = Export_Http | Export_Ftp | Export_Other | Export_$unknown;
export const Export: $.UnionModel<Export, "protocol"> = /* @__PURE__ */ $.union("protocol", () => ({
  http: HttpExport,
  ftp: $.unit,
  Something: $.unit,
}));

export interface HttpExport {
  readonly url: string;
}
export const HttpExport: $.Model<HttpExport> = /* @__PURE__ */ $.record(() => ({
  url: $.string,
}));

export interface Shape_RoundThing {
  readonly "round-thing": number;
}
export type Shape = "no-shape" | Shape_RoundThing;
export const Shape: $.Model<Shape> = /* @__PURE__ */ $.closedExternal(["no-shape"], () => ({
  "round-thing": $.u32,
}));

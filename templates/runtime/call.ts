export interface Meta {
  readonly status: number;
}

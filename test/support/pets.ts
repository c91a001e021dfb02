// A vendor's OpenAPI document, as small as one can be that has an action and a record.

export interface PetsDocument {
  readonly title?: string;
  /** What stands in the schema of `name` besides its type: `, xml: { attribute: true }`. */
  readonly name?: string;
  /** More fields of a pet: `, age: { type: integer }`. */
  readonly more?: string;
}

export function petsDocument({ title = "Pets", name = "", more = "" }: PetsDocument = {}): string {
  return `openapi: 3.0.3
info: { title: "${title}", version: 1.0.0 }
servers: [{ url: "https://pets.example.com" }]
paths:
  /pets/{id}:
    get:
      operationId: getPet
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses: { "200": { description: One., content: { application/json: { schema: { $ref: "#/components/schemas/Pet" } } } } }
components:
  schemas:
    Pet: { type: object, required: [name], properties: { name: { type: string${name} }${more} } }
`;
}

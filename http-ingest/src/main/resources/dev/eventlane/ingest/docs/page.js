"use strict";

SwaggerUIBundle({
  dom_id: "#contract",
  url: "openapi.json",
  deepLinking: true,
  // Otherwise the page would ask a server elsewhere whether the document is valid.
  validatorUrl: null,
});

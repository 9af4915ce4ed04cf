// Draws the description of the API; what is tried on the page carries the session's own protection.
const place = document.getElementById("api-reference");

window.SwaggerUIBundle({
  domNode: place,
  url: place.dataset.schema,
  deepLinking: false,
  // hundreds of operations: what is not asked for is not drawn
  docExpansion: "none",
  syntaxHighlight: false,
  persistAuthorization: false,
  requestInterceptor(request) {
    if (new URL(request.url, location.href).origin === location.origin) {
      request.headers["X-CSRFToken"] = place.dataset.token;
    }
    return request;
  },
});

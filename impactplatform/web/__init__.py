"""Django pieces that every page shares: routes in two languages, words of content, downloads."""

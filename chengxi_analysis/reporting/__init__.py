"""From tables to what people read: pictures, sentences, pages, and the folder they are published in."""

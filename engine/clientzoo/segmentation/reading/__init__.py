"""From the files people have to clean tables: encoding, dialect, headings, numbers, dates; what cannot be read is
told."""

"""The door for programs: what `import clientzoo` offers, and what the commands themselves go through."""

"""The commands by what they are for; `mimi.cli` puts them together. One thin function each."""

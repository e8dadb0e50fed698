"""The paths the sandbox answers, one module a family of resources."""

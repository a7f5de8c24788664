"""The editor: app, screens, widgets, the registry of actions."""
